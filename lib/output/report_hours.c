/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Opening hours in words: days that are alike together, "Mon–Fri 08:00–16:00". */
#include "output/report.h"

#define DAYS 7
#define DAY_MINUTES 1440

static const char *clock_of(rp_teller *t, int64_t minutes) {
    unsigned of_day = (unsigned)(minutes > DAY_MINUTES ? minutes - DAY_MINUTES : minutes);
    const char *text = rp_arena_format(&t->scratch, "%02u:%02u", of_day / 60, of_day % 60);
    return text ? text : "";
}

/* From and to in turn. */
static const char *spans(rp_teller *t, const rp_tree *day) {
    rp_words words = {0};
    for (const rp_tree *from = day->first; from && from->next; from = from->next->next) {
        rp_words_add(t, &words, rp_say(t, "report.span", "from", clock_of(t, from->number), "to",
                                       clock_of(t, from->next->number), NULL));
    }
    return words.list.n ? rp_join(t, &words, RP_JOIN_AND) : rp_say(t, "report.closed", NULL);
}

static const char *day_name(rp_teller *t, size_t day) {
    static const char *const words[DAYS] = {"1", "2", "3", "4", "5", "6", "7"};
    return rp_say_word(t, "report.day", words[day]);
}

static const char *days_name(rp_teller *t, size_t first, size_t last) {
    return first == last ? day_name(t, first)
                         : rp_say(t, "report.span", "from", day_name(t, first), "to", day_name(t, last), NULL);
}

static const rp_tree *last_alike(const rp_tree *day, size_t *number) {
    while (day->next && rp_tree_equal(day, day->next)) {
        day = day->next;
        (*number)++;
    }
    return day;
}

static void add_week(rp_teller *t, const rp_tree *week, rp_words *words) {
    size_t first = 0;
    for (const rp_tree *day = week ? week->first : NULL; day; day = day->next, first++) {
        size_t last = first;
        const rp_tree *open = day;
        day = last_alike(day, &last);
        if (open->n > 0 && first == 0 && last + 1 == DAYS) {
            rp_words_add(t, words, rp_say(t, "report.daily", "hours", spans(t, open), NULL));
        } else if (open->n > 0) {
            rp_words_add(t, words, rp_say(t, "report.on-days", "days", days_name(t, first, last), "hours", spans(t, open), NULL));
        }
        first = last;
    }
}

const char *rp_hours_words(rp_teller *t, const rp_tree *hours) {
    const rp_tree *holidays = hours ? rp_tree_get(hours, "holidays") : NULL;
    rp_words words = {0};
    size_t last = 0;
    if (!hours) {
        return NULL;
    }
    if (rp_flag_of(hours, "always")) {
        return rp_say(t, "report.always", NULL);
    }
    add_week(t, rp_tree_get(hours, "week"), &words);
    if (holidays && holidays->first) {
        (void)last_alike(holidays->first, &last);
        rp_words_add(t, &words, last + 1 == DAYS ? rp_say(t, "report.holidays", "hours", spans(t, holidays->first), NULL)
                                                 : rp_say(t, "report.holidays-differ", NULL));
    }
    return words.list.n ? rp_join(t, &words, RP_JOIN_CLAUSES) : rp_say(t, "report.closed", NULL);
}
