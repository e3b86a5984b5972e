#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Help: every verb has some, with an example that runs as it is written.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/tools/ask.sh"
mkdir bin
ln -s "$REFPATH_COMMAND" bin/refpath
PATH=$scratch/bin:$PATH
export PATH

ask 0 --help
sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p' out >verbs
if test "$(wc -l <verbs)" -ge 8; then pass; else fail "refpath --help names too few verbs"; fi
cp out whole
ask 0 help
verdict "help and --help are the same" "$(cmp whole out 2>&1 || true)"
ask 0 -h
verdict "help and -h are the same" "$(cmp whole out 2>&1 || true)"

while read -r verb; do
    ask 0 "$verb" --help
    cp out whole
    empty err
    says out "Usage: refpath $verb"
    says out '--lang TAG'
    ask 0 help "$verb"
    verdict "help $verb and $verb --help are the same" "$(cmp whole out 2>&1 || true)"
    ask 0 "$verb" -h
    verdict "$verb -h and $verb --help are the same" "$(cmp whole out 2>&1 || true)"
    sed -n 's/^  \(refpath .*\)/\1/p' out >examples
    if test -s examples; then pass; else fail "refpath $verb --help has no example"; fi
    while read -r example; do
        case $verb in new) rm -f mission.xml ;; esac
        got=0
        sh -c "$example" >said 2>&1 </dev/null || got=$?
        # Bad news (1) is an answer too: the clock may say that it is too late.
        if test $got -le 1; then pass; else fail "$example: status $got: $(head -n 5 said)"; fi
    done <examples
done <verbs
if test -s problems.sarif; then pass; else fail "the example of check wrote no problems.sarif"; fi
finish
