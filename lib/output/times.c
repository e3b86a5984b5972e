/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/teller.h"

#include "unicode/civil.h"
#include "unicode/message.h"
#include "unicode/zone.h"

#include <string.h>

#define MINUTE 60
#define HOUR 3600
#define DAY 86400

static const char *formatted(rp_teller *t, refpath_status status, rp_buffer *b) {
    const char *text = NULL;
    if (status == REFPATH_OK && rp_buffer_status(b) == REFPATH_OK) {
        text = rp_arena_text(&t->scratch, b->n ? b->at : "", b->n);
    }
    rp_buffer_free(b);
    if (!text && t->page.status == REFPATH_OK) {
        t->page.status = status != REFPATH_OK ? status : REFPATH_OUT_OF_MEMORY;
    }
    return text ? text : "";
}

const char *rp_when(rp_teller *t, int64_t moment) {
    rp_buffer b;
    rp_buffer_init(&b, &t->scratch.alloc, true);
    return formatted(t, rp_format_moment(moment, t->clock, t->format, &b), &b);
}

bool rp_is_date(const char *text) {
    int64_t day;
    return rp_civil_parse_date(rp_str_of(text), &day);
}

const char *rp_date(rp_teller *t, const char *date) {
    int64_t day;
    rp_buffer b;
    if (!rp_civil_parse_date(rp_str_of(date), &day)) {
        return rp_quote(t, date);
    }
    rp_buffer_init(&b, &t->scratch.alloc, true);
    return formatted(t, rp_format_day(day, t->format, &b), &b);
}

static const struct {
    int64_t seconds;
    const char *key;
} units[] = {{DAY, "time.days"}, {HOUR, "time.hours"}, {MINUTE, "time.minutes"}, {1, "time.seconds"}};

const char *rp_duration_words(rp_teller *t, int64_t seconds) {
    rp_words words = {0};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (seconds >= units[i].seconds) {
            rp_words_add(t, &words, rp_say_n(t, units[i].key, seconds / units[i].seconds, NULL));
            seconds %= units[i].seconds;
        }
    }
    return words.list.n ? rp_join(t, &words, RP_JOIN_AND) : rp_say_n(t, "time.minutes", 0, NULL);
}

/* Rounded down, so that nobody thinks there is more time than there is: minutes, then hours, from two days on days. */
static const char *roughly(rp_teller *t, int64_t seconds) {
    int64_t unit = seconds >= 2 * DAY ? DAY : seconds >= HOUR ? HOUR : MINUTE;
    const char *key = unit == DAY ? "time.days" : unit == HOUR ? "time.hours" : "time.minutes";
    return rp_say_n(t, key, seconds / unit, NULL);
}

const char *rp_relative(rp_teller *t, int64_t moment) {
    int64_t far;
    if (t->now == INT64_MIN) {
        return "";
    }
    far = moment - t->now;
    if (far > -MINUTE && far < MINUTE) {
        return rp_say(t, "time.now", NULL);
    }
    return far > 0 ? rp_say(t, "time.in", "time", roughly(t, far), NULL)
                   : rp_say(t, "time.ago", "time", roughly(t, -far), NULL);
}
