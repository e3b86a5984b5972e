/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The short answers: a path, who does what, what may be answered, lists, what a protocol says of itself. */
#include "telling.h"

static void path__says_whether_through_whom_and_who_is_told(void) {
    tell_in("en", REFPATH_ANSWER_PATH,
            "{\"from\":\"u\",\"to\":\"clinic\",\"state\":\"through\",\"path\":[\"u\",\"g1\",\"g2\",\"clinic\"],\"interfaces\":[\"i1\",\"i2\"]}");
    is("Contact path\n"
       "From  u\n"
       "To    clinic\n"
       "\n"
       "The contact goes through others, in this order.\n"
       "  Path             u, then g1, then g2, then clinic\n"
       "  Rule of contact  i1\n"
       "                   i2\n");
    tell_in("en", REFPATH_ANSWER_PATH,
            "{\"from\":\"u\",\"to\":\"clinic\",\"state\":\"direct\",\"path\":[\"u\",\"clinic\"],\"notify\":[\"g1\"],\"interfaces\":[\"i1\"]}");
    has("\nThey may be contacted directly.\n");
    has("  Tell as well     g1 (at the same time, and no more than may be passed on)\n");
}

static void path__a_blocked_one_says_why(void) {
    tell_in("en", REFPATH_ANSWER_PATH, "{\"from\":\"u\",\"to\":\"clinic\",\"state\":\"blocked\",\"interfaces\":[\"i1\"]}");
    has("There is no allowed way: nobody plays the role that stands between them.\n");
    lacks("Path  ");
}

static void who__counts_and_lists_entries(void) {
    tell_in("en", REFPATH_ANSWER_WHO,
            "{\"actors\":[{\"id\":\"clinic\",\"groups\":[\"ngo\"],\"roles\":[{\"role\":\"health-worker\",\"at\":[\"port\",\"hill\"]}],"
            "\"duties\":[\"d1\"],\"offers\":[{\"id\":\"o\",\"service\":[\"pep\",\"care\"],\"at\":[\"port\"]}],"
            "\"contacts\":[{\"by\":\"phone\",\"value\":\"1\",\"secure\":true}],\"verified\":\"2025-01-01\",\"stale\":true},"
            "{\"id\":\"other\",\"stale\":true}]}");
    is("Who does what, where\n"
       "2 entries were found.\n"
       "\n"
       "clinic\n"
       "  Belongs to     ngo\n"
       "  Role           health-worker (port and hill)\n"
       "  Duty           d1\n"
       "  Offers         pep and care (port)\n"
       "  Contact        phone 1 (secure)\n"
       "  Entry checked  1 Jan 2025 \xE2\x80\x93 long ago, ask before you rely on it\n"
       "\n"
       "other\n"
       "  Entry checked  never\n");
    tell_in("en", REFPATH_ANSWER_WHO, "{\"actors\":[]}");
    has("Nobody was found.");
}

static void choices__of_a_number_a_flag_and_terms(void) {
    tell_in("en", REFPATH_ANSWER_CHOICES, "{\"fact\":\"age\",\"min\":0,\"max\":24,\"unit\":\"year\"}");
    is("What may be answered: age\n"
       "A number of years from 0 to 24; 24 stands for this or more, 0 for this or less.\n");
    tell_in("en", REFPATH_ANSWER_CHOICES, "{\"fact\":\"danger\",\"choices\":[{\"id\":\"true\"},{\"id\":\"false\"}]}");
    is("What may be answered: danger\nYes or no.\n");
    tell_in("en", REFPATH_ANSWER_CHOICES,
            "{\"fact\":\"caregiver\",\"choices\":[{\"id\":\"supportive\"},{\"id\":\"not-asked\"},{\"id\":\"absent\",\"in\":\"not-asked\"},"
            "{\"id\":\"dead\",\"in\":\"absent\"}]}");
    is("What may be answered: caregiver\n"
       "One of these:\n"
       "  - supportive\n"
       "  - not-asked\n"
       "    - absent\n"
       "      - dead\n");
    tell_in("en", REFPATH_ANSWER_CHOICES, "{\"fact\":\"place\",\"choices\":[{\"id\":\"port\"}]}");
    has("What may be answered: Place (place)\n");
}

static void list__names_entries_in_the_language_that_fits(void) {
    static const char json[] = "{\"entries\":[{\"id\":\"a\",\"labels\":{\"en\":\"One\",\"fr\":\"Un\"}},{\"id\":\"b\"}]}";
    tell_in("en", REFPATH_ANSWER_LIST, json);
    is("- One (a)\n- b\n");
    tell_in("fr-CD", REFPATH_ANSWER_LIST, json);
    is("- Un (a)\n- b\n");
    tell_in("es", REFPATH_ANSWER_LIST, json);
    is("- One (a)\n- b\n");
    tell_in("en", REFPATH_ANSWER_LIST, "{\"entries\":[]}");
    is("There is no such entry.\n");
}

static void about__says_what_the_protocol_is(void) {
    tell_in("en", REFPATH_ANSWER_ABOUT,
            "{\"protocol\":{\"id\":\"p\",\"version\":\"2\",\"status\":\"adopted\",\"fingerprint\":\"00ff\"},\"labels\":{\"en\":\"Carana\"},"
            "\"valid-from\":\"2026-01-01\",\"review-by\":\"2027-01-01\",\"documents\":[{\"name\":\"p.xml\"},{\"name\":\"q.xml\"}]}");
    is("Carana (p)\n"
       "  Version      2\n"
       "  Status       adopted\n"
       "  Valid from   1 Jan 2026\n"
       "  Review by    1 Jan 2027\n"
       "  Document     p.xml\n"
       "               q.xml\n"
       "  Fingerprint  00ff\n");
}

static void warnings__each_is_a_sentence(void) {
    tell_in("en", REFPATH_ANSWER_PATH,
            "{\"warnings\":[{\"code\":\"review-due\",\"args\":{\"since\":\"2026-10-01\"}},{\"code\":\"not-valid-yet\",\"args\":{}},"
            "{\"code\":\"no-longer-valid\",\"args\":{}},{\"code\":\"not-adopted\",\"args\":{\"status\":\"draft\"}},"
            "{\"code\":\"guard-dropped\",\"args\":{\"ref\":\"r1\"}},{\"code\":\"direct-without-gatekeeper\",\"args\":{\"interface\":\"i1\"}},"
            "{\"code\":\"nobody-left-to-ask\",\"args\":{}}],\"from\":\"a\",\"to\":\"b\",\"state\":\"direct\"}");
    has("Please note\n"
        "  - This protocol should have been reviewed by 1 Oct 2026. It may be out of date.\n"
        "  - This protocol is not in force yet.\n"
        "  - This protocol is no longer in force. Ask for the one that is.\n"
        "  - Nobody has adopted this protocol (draft). It does not replace the rules of your country.\n"
        "  - A rule that protects children has been taken out of this protocol: r1\n"
        "  - The contact is direct because nobody plays the role that stands between them (rule i1).\n");
}

RP_SUITE(RP_TEST(path__says_whether_through_whom_and_who_is_told),
         RP_TEST(path__a_blocked_one_says_why),
         RP_TEST(who__counts_and_lists_entries),
         RP_TEST(choices__of_a_number_a_flag_and_terms),
         RP_TEST(list__names_entries_in_the_language_that_fits),
         RP_TEST(about__says_what_the_protocol_is),
         RP_TEST(warnings__each_is_a_sentence))
