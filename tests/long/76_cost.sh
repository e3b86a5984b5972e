#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# What a plan costs in Python and in Java beside C (bench/languages.sh), and whether both aims are met. On a machine that has
# much else to do a measurement can be spoilt: there are three tries.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
log=$REFPATH_BUILD/_long/cost.log
mkdir -p "$REFPATH_BUILD/_long"
for try in 1 2 3; do
    status=0
    sh "$REFPATH_SOURCE/bench/languages.sh" --check >"$log" 2>&1 || status=$?
    test "$status" -ne 0 || break
    echo "try $try:"
    cat "$log"
done
cat "$log"
for language in Python Java; do
    if grep -q "^$language: left out" "$log"; then skip "the cost in $language: the binding was not built"; fi
done
verdict "a plan costs little more in Python and in Java than in C" "$(test "$status" -eq 0 || echo 'an aim is missed')"
finish
