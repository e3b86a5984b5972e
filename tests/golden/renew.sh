#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Writes what the command says now into golden folders, those named or all:
#   REFPATH_COMMAND=build/tools/refpath/refpath tests/golden/renew.sh tests/golden/plan-first-hour-fr
# Read every difference as the person would who gets the answer, before you keep it: this makes any answer the right one.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
case ${REFPATH_COMMAND:?the command to ask} in /*) ;; *) REFPATH_COMMAND=$(pwd)/$REFPATH_COMMAND ;; esac
if test $# -eq 0; then set -- "$here"/*/; fi
for folder in "$@"; do
    (
        cd "$folder"
        eval "set -- $(cat command)"
        got=0
        LC_ALL=C TZ=UTC COLUMNS=100 "$REFPATH_COMMAND" "$@" >expected 2>errors.new </dev/null || got=$?
        rm -f status
        if test $got -ne 0; then echo $got >status; fi
        if test -s errors.new || test -f errors; then mv errors.new errors; else rm errors.new; fi
    )
done
