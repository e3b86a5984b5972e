/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "analyse/wide.h"

int rp_wide_order(rp_wide a, rp_wide b) {
    if (a.high != b.high) {
        return a.high < b.high ? -1 : 1;
    }
    return (a.low > b.low) - (a.low < b.low);
}

static rp_wide minus(rp_wide a, rp_wide b) {
    return (rp_wide){a.high - b.high - (a.low < b.low), a.low - b.low};
}

/* How often the whole is in the part, which becomes the rest; less than ten times. */
static int64_t take_digit(rp_wide *part, rp_wide whole) {
    int64_t digit = 0;
    while (rp_wide_order(*part, whole) >= 0) {
        *part = minus(*part, whole);
        digit++;
    }
    return digit;
}

/* By long division, a decimal place after the other. */
int64_t rp_wide_ppm(rp_wide part, rp_wide whole) {
    int64_t ppm;
    if (whole.high == 0 && whole.low == 0) {
        return 0;
    }
    ppm = take_digit(&part, whole);
    for (int place = 0; place < 6; place++) {
        part = rp_wide_times(part, 10);
        ppm = ppm * 10 + take_digit(&part, whole);
    }
    return ppm;
}
