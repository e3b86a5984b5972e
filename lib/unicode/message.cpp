/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
extern "C" {
#include "base/alloc.h"
#include "unicode/message.h"
#include "unicode/zone.h"
}

#include <cstring>
#include <unicode/bytestream.h>
#include <unicode/msgfmt.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

namespace {

enum { MOST_ARGS = 12 };

/* Writes UTF-8 into a buffer of ours. */
class BufferSink : public icu::ByteSink {
public:
    explicit BufferSink(rp_buffer *buffer) : buffer_(buffer) {}
    void Append(const char *bytes, int32_t n) override { rp_buffer_add(buffer_, bytes, static_cast<size_t>(n)); }

private:
    rp_buffer *buffer_;
};

refpath_status status_of(UErrorCode error) {
    if (U_SUCCESS(error)) {
        return REFPATH_OK;
    }
    return error == U_MEMORY_ALLOCATION_ERROR ? REFPATH_OUT_OF_MEMORY : REFPATH_INVALID_ARGUMENT;
}

refpath_status put(const icu::UnicodeString &text, rp_buffer *out) {
    BufferSink sink(out);
    if (text.isBogus()) {
        return REFPATH_OUT_OF_MEMORY;
    }
    text.toUTF8(sink);
    return rp_buffer_status(out);
}

icu::Locale locale_of(const char *language, UErrorCode &error) {
    return icu::Locale::forLanguageTag(language, error);
}

/* Days and moments: the pattern that the language has for these fields, in UTC, to which the zone was added before. */
refpath_status format_fields(double millis, const char *language, icu::DateFormat::EStyle date, bool with_time,
                             rp_buffer *out) {
    UErrorCode error = U_ZERO_ERROR;
    icu::Locale locale = locale_of(language, error);
    icu::UnicodeString text;
    if (U_FAILURE(error)) {
        return status_of(error);
    }
    icu::DateFormat *format =
        with_time ? icu::DateFormat::createDateTimeInstance(date, icu::DateFormat::kShort, locale)
                  : icu::DateFormat::createDateInstance(date, locale);
    if (!format) {
        return REFPATH_OUT_OF_MEMORY;
    }
    format->adoptTimeZone(icu::TimeZone::getGMT()->clone());
    format->format(millis, text);
    delete format;
    return put(text, out);
}

refpath_status format_message(const char *pattern, const char *language, const rp_message_arg *args, size_t n,
                              rp_buffer *out) {
    UErrorCode error = U_ZERO_ERROR;
    UParseError where;
    icu::UnicodeString names[MOST_ARGS], text;
    icu::Formattable values[MOST_ARGS];
    if (n > MOST_ARGS) {
        return REFPATH_INVALID_ARGUMENT;
    }
    icu::Locale locale = locale_of(language, error);
    if (U_FAILURE(error)) {
        return status_of(error);
    }
    icu::MessageFormat format(icu::UnicodeString::fromUTF8(pattern), locale, where, error);
    for (size_t i = 0; i < n; i++) {
        names[i] = icu::UnicodeString::fromUTF8(args[i].name);
        if (args[i].text) {
            values[i] = icu::Formattable(icu::UnicodeString::fromUTF8(args[i].text));
        } else {
            values[i] = icu::Formattable(static_cast<int64_t>(args[i].number));
        }
    }
    if (U_FAILURE(error)) {
        return status_of(error);
    }
    format.format(names, values, static_cast<int32_t>(n), text, error);
    return U_FAILURE(error) ? status_of(error) : put(text, out);
}

/*
 * For want of memory ICU drops parts of a text, or takes another pattern, and does not say so. So everything is
 * formatted twice: where both are not the same, or nothing is left afterwards, memory was missing.
 */
template <class Run> refpath_status twice(rp_buffer *out, Run run) {
    size_t from = out->n;
    rp_buffer again;
    rp_buffer_init(&again, &out->alloc, out->wipe);
    refpath_status first = run(out), second = run(&again);
    bool same = first == second && out->n - from == again.n &&
                (again.n == 0 || std::memcmp(out->at + from, again.at, again.n) == 0);
    rp_buffer_free(&again);
    return same && rp_alloc_has_more() ? first : REFPATH_OUT_OF_MEMORY;
}

} // namespace

extern "C" refpath_status rp_message_format(const char *pattern, const char *language, const rp_message_arg *args,
                                            size_t n, rp_buffer *out) {
    return twice(out, [=](rp_buffer *to) { return format_message(pattern, language, args, n, to); });
}

extern "C" refpath_status rp_message_check(const char *pattern, const char *language) {
    UErrorCode error = U_ZERO_ERROR;
    UParseError where;
    icu::Locale locale = locale_of(language, error);
    if (U_SUCCESS(error)) {
        icu::MessageFormat format(icu::UnicodeString::fromUTF8(pattern), locale, where, error);
    }
    return status_of(error);
}

extern "C" refpath_status rp_format_day(int64_t day, const char *language, rp_buffer *out) {
    return twice(out, [=](rp_buffer *to) {
        return format_fields(static_cast<double>(day) * 86400000.0, language, icu::DateFormat::kMedium, false, to);
    });
}

extern "C" refpath_status rp_format_moment(int64_t moment, const struct rp_zone *zone, const char *language,
                                           rp_buffer *out) {
    int64_t local = moment + (zone ? rp_zone_offset(zone, moment) : 0);
    return twice(out, [=](rp_buffer *to) {
        return format_fields(static_cast<double>(local) * 1000.0, language, icu::DateFormat::kMedium, true, to);
    });
}
