# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# For the scripts beside it, after count.sh: what those need that hold the command against something made by chance.
set -eu

: "${PYTHON:=python3}"
: "${REFPATH_COMMAND:=$REFPATH_BUILD/tools/refpath/refpath}"
export REFPATH_COMMAND

# need WHAT COMMAND PACKAGE NAME: ends the script, with what is skipped, where a program is missing.
need() {
    if ! command -v "$2" >/dev/null 2>&1; then
        skip "$1: $4 is missing (Debian package: $3)"
        finish
    fi
}
need_python() { need "$1" "$PYTHON" python3 'Python 3'; }

need_zones() {
    if ! "$PYTHON" -c 'import zoneinfo; zoneinfo.ZoneInfo("Africa/Lagos")' >/dev/null 2>&1; then
        skip "$1: Python finds no time zones (Debian package: tzdata)"
        finish
    fi
}

# seeds HOW_MANY: $first and $last; the first is $REFPATH_SEED, else 1.
seeds() {
    first=${REFPATH_SEED:-1}
    last=$((first + $1 - 1))
}
