#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The tests of the Java package, with JUnit 5 and a machine that looks at every call into C (-Xcheck:jni); the golden
# answers a second time, in another locale and zone; then the examples. same_bytes.sh has thousands of questions more.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/support/asan.sh"
: "${PYTHON:=/usr/bin/python3}"
: "${JAVA:=java}"
: "${JAVAC:=javac}"
: "${JUNIT:=/usr/share/java/junit-platform-console-standalone.jar}"
: "${REFPATH_COMMAND:=$REFPATH_BUILD/tools/refpath/refpath}"
jar=$REFPATH_BUILD/bindings/java/refpath.jar
missing=
if ! test -e "$jar"; then
    missing="the binding for Java was not built; configure says why"
elif ! command -v "$JAVA" >/dev/null 2>&1 || ! command -v "$JAVAC" >/dev/null 2>&1; then
    missing="no JDK (Debian package: default-jdk-headless)"
elif ! test -e "$JUNIT"; then
    missing="no JUnit 5 (Debian package: junit5); JUNIT=... names its console-standalone jar"
fi
if test -n "$missing"; then
    echo "skipped: $missing"
    echo "0 passed, 0 failed, 1 skipped"
    exit 77
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export REFPATH_COMMAND
java_locale=C.UTF-8 # of the machine alone: a shell complains of a locale that is not installed
# Memory that was freed is not kept by ASan, and the machine has signals of its own.
find_asan "$REFPATH_BUILD/bindings/java/.libs/librefpathjni.so" handle_segv=0:quarantine_size_mb=1

# run WORD...: Java, in a folder of its own.
run() {
    (cd "$scratch" && with_asan env LC_ALL="$java_locale" "$JAVA" "$@")
}

if ! "$JAVAC" -Xlint:all -Werror -encoding UTF-8 -d "$scratch/classes" -cp "$jar:$JUNIT" \
    "$REFPATH_SOURCE"/bindings/java/tests/org/refpath/*.java; then
    fail "the tests do not compile"
    finish
fi

# junit NAME WORD...: runs tests, and adds up what JUnit says.
junit() {
    name=$1
    shift
    status=0
    run -Xcheck:jni -Xmx512m -XX:+UseSerialGC -Drefpath.source="$REFPATH_SOURCE" \
        -Drefpath.jar="$jar" \
        -Drefpath.sanitized="${asan:+true}" -cp "$jar:$JUNIT:$scratch/classes" "$@" >"$scratch/said" 2>&1 || status=$?
    found=$(sed -n 's/^\[ *\([0-9]*\) tests successful *\]$/\1/p' "$scratch/said")
    bad=$(sed -n 's/^\[ *\([0-9]*\) \(tests\|containers\) failed *\]$/\1/p' "$scratch/said" | awk '{ n += $1 } END { print n + 0 }')
    n_passed=$((n_passed + ${found:-0}))
    if test "$status" -ne 0 || test -z "$found" || test "$bad" -ne 0; then
        n_failed=$((n_failed + (bad > 1 ? bad - 1 : 0)))
        fail "$name: JUnit ended with $status"
        grep -v '^[^ ]* *at ' "$scratch/said" | tail -n 80
    fi
    verdict "$name: what JNI forbids" "$(grep -A 3 -E '(WARNING|FATAL ERROR) in native method' "$scratch/said" || true)"
}

junit tests org.junit.platform.console.ConsoleLauncher --scan-classpath "$scratch/classes" \
    --include-package org.refpath --disable-banner --disable-ansi-colors --details=summary
java_locale=tr_TR.UTF-8
export TZ=Asia/Kathmandu
junit "another locale" -Duser.language=tr -Duser.country=TR \
    org.junit.platform.console.ConsoleLauncher --select-class org.refpath.SameBytesTest --disable-banner --disable-ansi-colors --details=summary
java_locale=C.UTF-8
unset TZ

examples=$REFPATH_SOURCE/examples/java
mission=$REFPATH_SOURCE/tests/data/protocols/carana-mini.xml
now=2026-11-23T12:00:00Z

# example NAME ARGUMENT...: 0 and 1 are answers.
example() {
    name=$1
    shift
    run -Xcheck:jni -cp "$jar" "$examples/$name.java" "$@" >"$scratch/said" 2>"$scratch/errors" || test $? -eq 1 || {
        fail "$name $*"
        cat "$scratch/errors"
    }
}

verdict "the examples compile without a warning" "$("$JAVAC" --release 11 -Xlint:all -encoding UTF-8 -d "$scratch/examples" \
    -cp "$jar" "$examples"/*.java 2>&1)"
version=$(sed -n 's,^  <version>\(.*\)</version>$,\1,p' "$REFPATH_BUILD/bindings/java/pom.xml")
verdict "the sample project and the page want the version that is built" "$(for file in examples/java/pom.xml doc/java.md; do
    grep -qE "<(refpath\.)?version>$version<" "$REFPATH_SOURCE/$file" || echo "$file"
done)"
example QuickStart "$mission"
verdict "the quick start says what it says in C" "$(cmp "$scratch/said" "$REFPATH_SOURCE/examples/quickstart.txt" 2>&1 || true)"

# Two cases: one that can be planned, one that cannot be read.
mkdir "$scratch/in"
cp "$REFPATH_SOURCE/tests/data/cases/galasi.json" "$scratch/in/good.json"
echo '{"name": "nobody may see this"}' >"$scratch/in/bad.json"
example QueueOfCases "$mission" "$scratch/in" "$scratch/out" --now $now --lang fr
verdict "the queue plans what it can" "$(test "$(cat "$scratch/said")" = '1 planned, 1 with problems' || cat "$scratch/said")"
verdict "it says whom to call" "$(grep -q 'unpol-focal-point > adviser-office .*radio channel 4' "$scratch/out/good.call.txt" ||
    cat "$scratch/out/good.call.txt" 2>&1)"
verdict "it says in French what to do" "$(grep -q '^Plan pour le dossier c-17' "$scratch/out/good.plan.txt" || echo no)"
verdict "its problems repeat nothing" "$(grep -l 'nobody may see' "$scratch"/out/* || true)"
verdict "its plan is the command's" "$(
    "$REFPATH_COMMAND" plan "$mission" "$scratch/in/good.json" --now $now --json >"$scratch/plan.json" || true
    cmp "$scratch/plan.json" "$scratch/out/good.plan.json" 2>&1 || true
)"
example QueueOfCases "$mission" "$scratch/in" "$scratch/out" --now $now
verdict "what was planned is not planned again" "$(grep -q '^0 planned' "$scratch/said" || cat "$scratch/said")"

example WhoDoesWhat "$mission" --now $now --csv "$scratch/who.csv" --at galasi-port
verdict "the table has who does what" "$(grep -q '^port-clinic .*rape-care' "$scratch/said" || cat "$scratch/said")"
verdict "hidden help is not in it" "$(grep -i 'quiet-house\|safe house' "$scratch/said" "$scratch/who.csv" || true)"
verdict "the CSV has tags" "$(sed -n 2p "$scratch/who.csv" | grep -q '^#org+name,' || cat "$scratch/who.csv")"
if test -e "$REFPATH_BUILD/bindings/python/built/stamp" && test -z "$asan"; then
    LD_LIBRARY_PATH="$REFPATH_BUILD/lib/.libs" PYTHONPATH="$REFPATH_BUILD/bindings/python/built" PYTHONDONTWRITEBYTECODE=1 \
        "$PYTHON" "$REFPATH_SOURCE/examples/python/who_does_what.py" "$mission" --now $now --csv "$scratch/python.csv" \
        --at galasi-port >"$scratch/python.txt"
    verdict "table and CSV are those of Python" "$(cmp "$scratch/said" "$scratch/python.txt" 2>&1 &&
        cmp "$scratch/who.csv" "$scratch/python.csv" 2>&1 || true)"
    LD_LIBRARY_PATH="$REFPATH_BUILD/lib/.libs" PYTHONPATH="$REFPATH_BUILD/bindings/python/built" PYTHONDONTWRITEBYTECODE=1 \
        "$PYTHON" "$REFPATH_SOURCE/examples/python/queue_of_cases.py" "$mission" "$scratch/in" "$scratch/python-out" --now $now \
        --lang fr >"$scratch/python.txt" || true
    verdict "what the queue hands out is what it is in Python" "$(for file in call.txt plan.txt plan.json; do
        cmp "$scratch/out/good.$file" "$scratch/python-out/good.$file" 2>&1
    done)"
else
    skip "the same table and the same queue as in Python: that binding was not built"
fi

# Where the library is looked for: the property, then java.library.path, then the jar.
"$JAVAC" -d "$scratch/loading" -cp "$jar" "$examples/QuickStart.java"
run -Drefpath.library.path="$scratch/in" -cp "$jar:$scratch/loading" QuickStart "$mission" >"$scratch/said" 2>&1 || true
verdict "a folder that the property names wrongly is an error" \
    "$(grep -q 'UnsatisfiedLinkError.*refpath.library.path names a folder without' "$scratch/said" || cat "$scratch/said")"
for property in refpath.library.path java.library.path; do
    run -D$property="$REFPATH_BUILD/bindings/java/.libs" -Djava.io.tmpdir="$scratch/nowhere" -cp "$jar:$scratch/loading" \
        QuickStart "$mission" >"$scratch/said" 2>"$scratch/errors" || true
    verdict "$property is looked at before the jar" \
        "$(cmp "$scratch/said" "$REFPATH_SOURCE/examples/quickstart.txt" 2>&1 || cat "$scratch/errors")"
done
run -Djava.io.tmpdir="$scratch/nowhere" -cp "$jar:$scratch/loading" QuickStart "$mission" >"$scratch/said" 2>&1 || true
verdict "a jar that cannot be unpacked says what to do" "$(grep -q 'refpath.library.path can name' "$scratch/said" || cat "$scratch/said")"
mkdir "$scratch/tmp"
run -Djava.io.tmpdir="$scratch/tmp" -cp "$jar:$scratch/loading" QuickStart "$mission" >"$scratch/said" 2>&1 || true
verdict "the jar alone is enough, and leaves nothing behind" \
    "$(cmp "$scratch/said" "$REFPATH_SOURCE/examples/quickstart.txt" 2>&1; find "$scratch/tmp" -mindepth 1)"
finish
