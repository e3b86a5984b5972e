#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Completion for bash: verbs, options, languages, files.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/tools/ask.sh"
if ! command -v bash >/dev/null 2>&1; then
    skip "completion: bash is missing (Debian package: bash)"
    finish
fi

# completes WANTED WORD...: what stands for the last word, sorted, on one line.
completes() {
    wanted=$1
    shift
    got=$(bash --norc --noprofile -c '
        . "$REFPATH_SOURCE/tools/refpath/refpath.bash"
        COMP_WORDS=(refpath "$@")
        COMP_CWORD=$#
        _refpath "$REFPATH_COMMAND" "${!#}" "${COMP_WORDS[COMP_CWORD-1]}"
        printf "%s\n" "${COMPREPLY[@]}"' bash "$@" | LC_ALL=C sort | tr '\n' ' ' | sed 's/ $//')
    if test "$got" = "$wanted"; then pass; else fail "refpath $*: \"$got\" instead of \"$wanted\""; fi
}
verbs=$("$REFPATH_COMMAND" --help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p' | LC_ALL=C sort | tr '\n' ' ' | sed 's/ $//')
completes 'path plan' p
completes 'consent' con
completes "$(printf '%s\n' $verbs --help --version help | LC_ALL=C sort | tr '\n' ' ' | sed 's/ $//')" ''
completes "$verbs" help ''
completes '--json' plan mission.xml --j
completes '--item' consent mission.xml case.json --i
completes '' plan mission.xml --i
completes '--name --no-color --now' who mission.xml --n
completes 'ar en es fr' plan --lang ''
completes 'fr' plan --lang f
completes 'json sarif text' check --format ''
completes 'dot graphml mermaid svg' draw mission.xml --format ''
completes 'network' draw mission.xml --of n
completes 'case.json' plan mission.xml c
completes 'mission.xml' plan mi
completes 'case.json' path mission.xml --case c
completes 'case.json' analyse times mission.xml --study c
completes 'coverage' analyse cov
completes 'network' analyse n
completes 'pathways' analyse pa
completes '--study' analyse coverage mission.xml --s
completes '' consent mission.xml --item c
touch 'two words.xml'
completes 'two words.xml' check two
finish
