/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Map;

/** Writes a case that is given as a Map. No exception says what stands in it. */
final class Json {
    private static final int MOST_DEPTH = 16;

    private Json() {
    }

    static String of(Map<?, ?> map) {
        StringBuilder out = new StringBuilder();
        value(out, map, 0);
        return out.toString();
    }

    private static void value(StringBuilder out, Object value, int depth) {
        if (depth > MOST_DEPTH) {
            throw new IllegalArgumentException("a case is not as deep as that");
        }
        if (value instanceof Map) {
            object(out, (Map<?, ?>) value, depth);
        } else if (value instanceof Iterable) {
            array(out, (Iterable<?>) value, depth);
        } else if (value instanceof Boolean || value instanceof Integer || value instanceof Long || value instanceof Short
                || value instanceof Byte) {
            out.append(value);
        } else {
            string(out, text(value));
        }
    }

    private static String text(Object value) {
        if (value instanceof CharSequence) {
            return value.toString();
        }
        if (value instanceof Instant) {
            return Moments.written((Instant) value, "a moment");
        }
        if (value instanceof LocalDate || value instanceof YearMonth || value instanceof Year) {
            return value.toString();
        }
        if (value instanceof Word) {
            return ((Word) value).word();
        }
        throw new IllegalArgumentException(value == null ? "null cannot stand in a case: leave the key out"
                : "a " + value.getClass().getSimpleName() + " cannot stand in a case");
    }

    private static void object(StringBuilder out, Map<?, ?> map, int depth) {
        String between = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(between);
            string(out, text(entry.getKey()));
            out.append(':');
            value(out, entry.getValue(), depth + 1);
            between = ",";
        }
        out.append(map.isEmpty() ? "{}" : "}");
    }

    private static void array(StringBuilder out, Iterable<?> all, int depth) {
        String between = "";
        out.append('[');
        for (Object one : all) {
            out.append(between);
            value(out, one, depth + 1);
            between = ",";
        }
        out.append(']');
    }

    private static void string(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
