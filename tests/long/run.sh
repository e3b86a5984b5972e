#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# make check-long: what takes too long for every day. Each part is a script tests/long/NN_name.sh that ends with a line
# "N passed, N failed"; to add one is to put it there. With names as arguments, only those are run.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL
logs=$REFPATH_BUILD/_long/logs
mkdir -p "$logs"

list=
for script in "$REFPATH_SOURCE"/tests/long/[0-9]*.sh; do
    name=${script##*/}
    name=${name%.sh}
    case " $* " in
    "  " | *" $name "*) ;;
    *) continue ;;
    esac
    echo "== $name"
    result=PASS
    sh "$script" >"$logs/$name.log" 2>&1 || result=FAIL
    echo ":test-result: $result" >"$logs/$name.trs"
    tail -n 5 "$logs/$name.log"
    list="$list $logs/$name.log"
done
# shellcheck disable=SC2086 # a list of files
exec sh "$REFPATH_SOURCE/tests/summary.sh" $list
