/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "unicode/finder.h"

#include "base/check.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/usearch.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

enum { ROOM = 2048, MOST_BYTES = 1024 };

typedef struct rp_wide {
    UChar at[ROOM];
    int32_t n;
} rp_wide;

struct rp_search {
    rp_alloc alloc;
    UCollator *collator;
    UTransliterator *latin;
    rp_wide needle, needle_latin, name, name_latin;
    bool failed;
};

static refpath_status status_of(UErrorCode error) {
    return U_SUCCESS(error) ? REFPATH_OK : error == U_MEMORY_ALLOCATION_ERROR ? REFPATH_OUT_OF_MEMORY : REFPATH_INTERNAL;
}

static UErrorCode open_collator(rp_search *search) {
    UErrorCode error = U_ZERO_ERROR;
    search->collator = ucol_open("root", &error);
    if (U_SUCCESS(error)) {
        ucol_setAttribute(search->collator, UCOL_STRENGTH, UCOL_PRIMARY, &error);
    }
    if (U_FAILURE(error) && search->collator) {
        ucol_close(search->collator);
        search->collator = NULL;
    }
    return error;
}

static UErrorCode open_latin(rp_search *search) {
    static const char id[] = "Any-Latin; Latin-ASCII";
    UErrorCode error = U_ZERO_ERROR;
    UChar wide[sizeof id];
    u_charsToUChars(id, wide, (int32_t)sizeof id);
    search->latin = utrans_openU(wide, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
    return error;
}

/* For want of memory ICU gives other errors too; what it lacks for good, it lacks a second time. */
static refpath_status open_twice(rp_search *search, UErrorCode (*open)(rp_search *search)) {
    UErrorCode error = open(search);
    if (U_SUCCESS(error)) {
        return REFPATH_OK;
    }
    error = open(search);
    return rp_alloc_has_more() ? status_of(error) : REFPATH_OUT_OF_MEMORY;
}

refpath_status rp_search_new(rp_search **out, const rp_alloc *alloc) {
    rp_search *search = rp_alloc_new(alloc, sizeof *search);
    refpath_status status;
    *out = NULL;
    RP_HAVE(search);
    search->alloc = *alloc;
    status = open_twice(search, open_collator);
    status = status == REFPATH_OK ? open_twice(search, open_latin) : status;
    if (status != REFPATH_OK) {
        rp_search_free(search);
        return status;
    }
    *out = search;
    return REFPATH_OK;
}

void rp_search_free(rp_search *search) {
    if (search) {
        rp_alloc alloc = search->alloc;
        if (search->latin) {
            utrans_close(search->latin);
        }
        if (search->collator) {
            ucol_close(search->collator);
        }
        rp_alloc_wipe(&alloc, search, sizeof *search);
    }
}

static bool widen(rp_str text, rp_wide *out) {
    UErrorCode error = U_ZERO_ERROR;
    u_strFromUTF8(out->at, ROOM, &out->n, text.at, (int32_t)text.n, &error);
    return U_SUCCESS(error);
}

/* The same in Latin letters without accents; as it is where that does not work out. */
static void to_latin(rp_search *search, const rp_wide *from, rp_wide *out) {
    UErrorCode error = U_ZERO_ERROR;
    int32_t limit = from->n;
    *out = *from;
    utrans_transUChars(search->latin, out->at, &out->n, ROOM, 0, &limit, &error);
    search->failed = search->failed || (U_FAILURE(error) && error != U_BUFFER_OVERFLOW_ERROR);
    if (U_FAILURE(error) || out->n > ROOM) {
        *out = *from;
    }
}

refpath_status rp_search_set(rp_search *search, rp_str needle) {
    if (needle.n > MOST_BYTES || !widen(needle, &search->needle)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    to_latin(search, &search->needle, &search->needle_latin);
    return REFPATH_OK;
}

static bool begins_word(const rp_wide *name, int32_t at) {
    if (at == 0) {
        return true;
    }
    UChar unit = name->at[at - 1];
    UChar32 before = U16_IS_TRAIL(unit) && at > 1 ? U16_GET_SUPPLEMENTARY(name->at[at - 2], unit) : unit;
    return !u_isalnum(before);
}

static int rank(rp_search *search, const rp_wide *needle, const rp_wide *name) {
    UErrorCode error = U_ZERO_ERROR;
    int best = -1;
    UStringSearch *find;
    if (needle->n == 0) {
        return 0;
    }
    if (name->n == 0) {
        return -1;
    }
    find = usearch_openFromCollator(needle->at, needle->n, name->at, name->n, search->collator, NULL, &error);
    if (U_FAILURE(error)) {
        search->failed = true;
        return -1;
    }
    for (int32_t at = usearch_first(find, &error); at != USEARCH_DONE && U_SUCCESS(error);
         at = usearch_next(find, &error)) {
        int here = at == 0 && usearch_getMatchedLength(find) == name->n ? 0 : begins_word(name, at) ? 1 : 2;
        best = best < 0 || here < best ? here : best;
    }
    search->failed = search->failed || U_FAILURE(error);
    usearch_close(find);
    return best;
}

int rp_search_in(rp_search *search, rp_str name) {
    int found;
    if (name.n > MOST_BYTES) {
        name.n = MOST_BYTES;
        while (name.n > 0 && ((unsigned char)name.at[name.n] & 0xc0) == 0x80) {
            name.n--;
        }
    }
    if (!widen(name, &search->name)) {
        return -1;
    }
    found = rank(search, &search->needle, &search->name);
    if (found >= 0) {
        return found;
    }
    to_latin(search, &search->name, &search->name_latin);
    found = rank(search, &search->needle_latin, &search->name_latin);
    return found < 0 ? -1 : found + 3;
}

refpath_status rp_search_status(const rp_search *search) {
    return search->failed || !rp_alloc_has_more() ? REFPATH_OUT_OF_MEMORY : REFPATH_OK;
}
