#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# summary.sh LOG...: adds up what the tests said, as "N passed, N failed", and ends with 1 if anything failed.
#
# A test program or script says how many cases it had by a line "N passed, N failed[, N skipped]", its last; the harness
# keeps its exit status in a .trs file beside the log. Nothing hides: a test that was not run, that failed without
# saying how many, or that ran no case at all counts as one failure.
set -eu

for log in "$@"; do
    result=$(sed -n 's/^:test-result: *\([A-Z]*\).*/\1/p' "${log%.log}.trs" 2>/dev/null | sed -n 1p)
    said=$(grep -E '^[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$' "$log" 2>/dev/null | sed -n '$p')
    echo "${log%.log}|$result|$said"
done | awk -F'|' '
    function number(text, name) {
        return match(text, "[0-9]+ " name) ? substr(text, RSTART, RLENGTH) + 0 : 0
    }
    {
        p = number($3, "passed"); f = number($3, "failed"); s = number($3, "skipped")
        if ($2 == "") { p = 0; f = 1; s = 0; why = "was not run" }
        else if ($2 == "SKIP") { if ($3 == "") s = 1; why = "" }
        else if ($2 != "PASS" && f == 0) { f = 1; why = "ended badly (" $2 ")" }
        else if ($2 == "PASS" && f > 0) { why = "failed, but did not say so by its exit status" }
        else if ($2 == "PASS" && $3 == "") { p = 1; why = "" }
        else if (p + f + s == 0) { f = 1; why = "ran nothing" }
        else why = f > 0 ? "failed" : ""
        if (why != "") print $1 ": " why
        passed += p; failed += f; skipped += s
    }
    END {
        if (NR == 0) { print "no tests"; failed = 1 }
        printf "%d passed, %d failed", passed, failed
        if (skipped > 0) printf ", %d skipped", skipped
        print ""
        exit failed > 0
    }'
