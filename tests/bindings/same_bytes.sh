#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The same bytes in C, in Python, in Java and from the command, for some thousands of questions, in two locales and time
# zones. The library's own answers, asked in C, are what the others are held against. REFPATH_SEED and REFPATH_SEEDS say
# which questions; REFPATH_EVERY=N asks the command, which is started for each, only every Nth.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/support/asan.sh"
: "${PYTHON:=/usr/bin/python3}"
: "${JAVA:=java}"
: "${JAVAC:=javac}"
: "${REFPATH_COMMAND:=$REFPATH_BUILD/tools/refpath/refpath}"
: "${REFPATH_SEED:=1}"
: "${REFPATH_SEEDS:=32}"
: "${REFPATH_EVERY:=1}"
answers=$REFPATH_BUILD/tests/bindings/answers
package=$REFPATH_BUILD/bindings/python/built
jar=$REFPATH_BUILD/bindings/java/refpath.jar
said=$REFPATH_SOURCE/tests/bindings/said.py
export PYTHONDONTWRITEBYTECODE=1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

if ! "$PYTHON" "$REFPATH_SOURCE/tests/bindings/questions.py" --out . --seed "$REFPATH_SEED" --seeds "$REFPATH_SEEDS"; then
    fail "the questions"
    finish
fi
has_python=yes
has_java=yes
if ! test -e "$package/stamp"; then
    has_python=
    skip "the bytes of Python: the binding was not built, configure says why"
fi
if ! test -e "$jar" || ! command -v "$JAVA" >/dev/null 2>&1 || ! command -v "$JAVAC" >/dev/null 2>&1; then
    has_java=
    skip "the bytes of Java: the binding was not built, configure says why"
elif ! "$JAVAC" -Xlint:all -Werror -encoding UTF-8 -d classes -cp "$jar" \
    "$REFPATH_SOURCE/bindings/java/tests/org/refpath/Asked.java"; then
    has_java=
    fail "the program in Java does not compile"
fi

find_asan "$REFPATH_BUILD/lib/.libs/librefpath.so" handle_segv=0 # Java has signals of its own

# held WHO FILE: against what the library said in C.
held() {
    verdict "the bytes of $1 in $where" "$("$PYTHON" "$said" compare c.txt "$2" 2>&1)"
}

# in_python QUESTIONS ANSWERS, in_java QUESTIONS ANSWERS
in_python() {
    export LD_LIBRARY_PATH="$REFPATH_BUILD/lib/.libs${library_path:+:$library_path}" PYTHONPATH="$package"
    with_asan "$PYTHON" "$REFPATH_SOURCE/bindings/python/tests/asked.py" <"$1" >"$2" || fail "Python in $where: $1"
    unset LD_LIBRARY_PATH PYTHONPATH
    test -z "$library_path" || export LD_LIBRARY_PATH="$library_path"
}
in_java() {
    with_asan "$JAVA" -Xcheck:jni -Xmx512m -cp "$jar:classes" org.refpath.Asked "$1" "$2" >java.log 2>&1 ||
        fail "Java in $where: $1: $(cat java.log)"
}

# everybody: asks all, in the locale and time zone of now.
everybody() {
    if "$answers" <asked.txt >c.now; then
        if test -e c.txt; then held C c.now; else mv c.now c.txt; fi
    else
        fail "C in $where"
        finish
    fi
    "$PYTHON" "$said" ask "$REFPATH_COMMAND" --every "$REFPATH_EVERY" >command.txt
    verdict "the bytes of the command in $where" "$("$PYTHON" "$said" compare c.txt command.txt --every "$REFPATH_EVERY" 2>&1)"
    if test -n "$has_python"; then
        in_python asked.txt python.txt
        held Python python.txt
    fi
    if test -n "$has_java"; then
        in_java asked.txt java.txt
        held Java java.txt
    fi
    if test -n "$has_python$has_java" && test "$has_python" = "$has_java"; then
        in_python what-if.txt python-if.txt
        in_java what-if.txt java-if.txt
        verdict "what if, in Python and in Java, in $where" "$(cmp python-if.txt java-if.txt 2>&1)"
    fi
}

library_path=${LD_LIBRARY_PATH:-}
where="the locale C, UTC"
export LC_ALL=C TZ=UTC
everybody
export LOCPATH="$scratch/locales"
mkdir "$LOCPATH"
if localedef -f UTF-8 -i tr_TR "$LOCPATH/tr_TR.UTF-8" >localedef.log 2>&1; then
    where="Turkish, Kathmandu"
    export LC_ALL=tr_TR.UTF-8 TZ=Asia/Kathmandu
    everybody
else
    skip "another locale: it cannot be made (Debian package: locales)"
fi

counts=$("$PYTHON" "$said" count c.txt)
n=${counts% *}
refused=${counts#* }
echo "$n questions, $refused of them refused"
if test "$REFPATH_SEEDS" -ge 32; then
    verdict "there are 2,000 questions, most of them with an answer" "$(test "$n" -ge 2000 && test "$((refused * 2))" -lt "$n" &&
        test "$refused" -gt 100 || echo "$counts")"
fi
finish
