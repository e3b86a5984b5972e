#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# languages.sh [--check]: what a call costs in Python and in Java, beside C (make bench-languages). What was not built is left
# out, and a line says so. --check: the exit status says whether both aims are met.
set -eu
: "${REFPATH_SOURCE:=$(cd "$(dirname "$0")/.." && pwd)}"
: "${REFPATH_BUILD:=$REFPATH_SOURCE/build}"
: "${CC:=cc}"
: "${PYTHON:=/usr/bin/python3}"
: "${JAVA:=java}"
: "${JAVAC:=javac}"
bench=$REFPATH_SOURCE/bench
work=$REFPATH_BUILD/bench/languages
library=$REFPATH_BUILD/lib/.libs
export PYTHONDONTWRITEBYTECODE=1
mkdir -p "$work"
status=0

# shared OUT SOURCE FLAG...: a shared object in C that uses the library.
shared() {
    out=$1 source=$2
    shift 2
    # shellcheck disable=SC2086 # a compiler may come with flags
    $CC -O2 -shared -fPIC "$@" -I"$REFPATH_SOURCE/include" -I"$REFPATH_BUILD/include" -o "$out" "$source" -L"$library" -lrefpath
}

if test -e "$REFPATH_BUILD/bindings/python/built/stamp" && test -e "$library/librefpath.so"; then
    headers=$("$PYTHON" -c 'import sysconfig; print(sysconfig.get_path("include"))')
    shared "$work/hand.so" "$bench/python/hand.c" -I"$headers"
    LD_LIBRARY_PATH="$library" PYTHONPATH="$work:$REFPATH_BUILD/bindings/python/built" "$PYTHON" "$bench/python/cost.py" "$@" || status=1
else
    echo "Python: left out, the binding was not built"
fi
if test -e "$REFPATH_BUILD/bindings/java/refpath.jar" && test -e "$library/librefpath.so"; then
    jdk=$(readlink -f "$(command -v "$JAVAC")")
    jdk=${jdk%/bin/*}
    shared "$work/libplain.so" "$bench/java/plain.c" -I"$jdk/include" -I"$jdk/include/linux"
    "$JAVAC" -Xlint:all -Werror -cp "$REFPATH_BUILD/bindings/java/refpath.jar" -d "$work/classes" "$bench/java/Cost.java"
    LD_LIBRARY_PATH="$library" "$JAVA" -Dplain="$work/libplain.so" -Dsource="$REFPATH_SOURCE" \
        -cp "$REFPATH_BUILD/bindings/java/refpath.jar:$work/classes" Cost "$@" || status=1
else
    echo "Java: left out, the binding was not built"
fi
exit $status
