#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# What the library decides has words: every code and word that lib/decide can put into an answer has a sentence in every
# language. The codes are read out of the sources, so that a new one cannot be forgotten.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
cd "$REFPATH_SOURCE"
languages=$(ls data/messages/*.txt)

# has PREFIX CODE...: a message for each, in each language.
has() {
    prefix=$1
    shift
    for code in "$@"; do
        for file in $languages; do
            grep -q "^$prefix\.$code = " $file || echo "$file has no $prefix.$code"
        done
    done
}

# strings PATTERN FILE...: the last text in quotes of each thing in these files that the pattern matches, also over line
# ends.
strings() {
    pattern=$1
    shift
    cat "$@" | tr '\n' ' ' | grep -oE "$pattern" | sed 's/.*"\([a-z-]*\)"[^"]*$/\1/' | sort -u
}

# words NAME FILE: the texts of a constant array.
words() {
    tr '\n' ' ' <"$2" | grep -oE "$1\[[0-9]*\] = \{[^}]*\}" | grep -oE '"[a-z-]+"' | tr -d '"'
}

# at_least N WORDS: that what was read out of the sources is not empty because they look different now.
at_least() {
    n=$(printf '%s\n' "$2" | grep -c . || true)
    test "$n" -ge "$1" || echo "only $n found: $2"
}

reasons=$(strings 'reason\([^;"]*"[a-z-]+"' lib/decide/plan_tree.c)
verdict "every reason of a candidate has a sentence" "$(at_least 9 "$reasons"; has reason $reasons)"

warnings=$(strings 'rp_warn\([^;"]*"[a-z-]+"' lib/decide/*.c)
verdict "every warning has a sentence" "$(at_least 8 "$warnings"; has warning $warnings)"

left=$(strings 'leave_out\([^;"]*"[a-z-]+"' lib/decide/*.c
    cat lib/decide/plan_who.c | tr '\n' ' ' | grep -oE 'why_not\([^)]*\) \{[^}]*\}' | grep -oE '"[a-z-]+"' | tr -d '"')
verdict "every reason to leave somebody out has a sentence" "$(at_least 4 "$left"; has left-out $left)"

states=$(words rp_state_names lib/decide/plan_state.c)
verdict "every state has a word and a sentence" "$(at_least 10 "$states"; has state $states; has state-text $states)"

decisions=$(words rp_decision_words lib/decide/consent.c)
verdict "every decision has a word and a sentence" "$(at_least 5 "$decisions"; has decision $decisions; has consent $decisions)"

outcomes=$(words rp_outcome_names lib/decide/case.c)
verdict "every outcome has a word" "$(at_least 7 "$outcomes"; has outcome $outcomes)"

paths=$(cat lib/decide/ask_path.c | tr '\n' ' ' | grep -oE '"state", [^;]*;' | grep -oE '"(direct|through|blocked)"' | tr -d '"' | sort -u)
verdict "every state of a path has a sentence" "$(at_least 3 "$paths"; has path $paths)"

# What a protocol may say in words of the format's own.
lists=$(sed -n 's/.*element contact { attribute by { \([^}]*\) }.*/\1/p' schema/*.rnc | tr -d '" ' | tr '|' '\n' | grep -v '^other$')
verdict "every way of contact has a word" "$(at_least 6 "$lists"; has contact $lists)"

# What can be wrong has been seen: each code stands in what a file that must be refused is expected to say, or in a test.
codes=$(sed -n 's/^RP_PROBLEM([A-Z_]*, "\([a-z-]*\)".*/\1/p' lib/base/problems.def)
seen=$({ sed 's/.* //' tests/invalid/*/expected; grep -rohE --include='*.c' --include='*.sh' --include='*.py' '[a-z]+(-[a-z]+)+' tests; } | LC_ALL=C sort -u)
verdict "every problem is in a test" "$(at_least 100 "$codes"
    printf '%s\n=\n%s\n' "$seen" "$codes" | awk '$0 == "=" { asking = 1; next } !asking { have[$0] = 1 } asking && !have[$0]')"
finish
