/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments, days, languages, texts, in and out. The library counts seconds since 1970 in UTC. */
final class Moments {
    /** REFPATH_NO_TIME. */
    static final long NONE = Long.MIN_VALUE;

    private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private Moments() {
    }

    static long seconds(Instant moment, String name) {
        if (moment == null) {
            throw new NullPointerException(name);
        }
        long seconds = moment.getEpochSecond();
        if (seconds < FIRST || seconds > LAST) {
            throw new IllegalArgumentException(name + " lies in the years 1 to 9999");
        }
        return seconds;
    }

    static long secondsOrNone(Instant moment, String name) {
        return moment == null ? NONE : seconds(moment, name);
    }

    /** As the library reads it, in whole seconds. */
    static String written(Instant moment, String name) {
        return moment == null ? null : DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochSecond(seconds(moment, name)));
    }

    static String written(LocalDate day) {
        return day == null ? null : DateTimeFormatter.ISO_LOCAL_DATE.format(day);
    }

    static String written(Duration duration) {
        if (duration.isNegative() || duration.getNano() != 0) {
            throw new IllegalArgumentException("a duration is a whole number of seconds, and not negative");
        }
        long days = duration.toDaysPart();
        String clock = duration.minusDays(days).toString();
        return days == 0 ? clock : "P" + days + "D" + (clock.equals("PT0S") ? "" : clock.substring(1));
    }

    /** The tag of a locale; of none, and of the root locale, no tag, which is English. */
    static String tag(Locale locale) {
        return locale == null || locale.equals(Locale.ROOT) ? null : locale.toLanguageTag();
    }

    static String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("the library gave what is not UTF-8", e);
        }
    }
}
