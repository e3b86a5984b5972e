#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# What a Java developer does: the reference is made without a warning; the jar is installed for Maven, and the sample project
# builds with it and runs. What Maven itself is made of is fetched from Maven Central; where that cannot be reached, or there
# is no Maven, that part is skipped.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/support/build.sh"
: "${JAVA:=java}"
if ! test -e "$REFPATH_BUILD/bindings/java/refpath.jar"; then
    skip "Java: the binding was not built, configure says why"
    finish
fi
work=$REFPATH_BUILD/_long/java
rm -rf "$work" "$REFPATH_BUILD/doc/reference/java"
mkdir -p "$work/project"

make -s -C "$REFPATH_BUILD" bindings/java/refpath.jar >"$work/make.log" 2>&1 || give_up "the binding for Java" "$work/make.log" # what is due says so here
make -s -C "$REFPATH_BUILD" java-doc >"$work/doc.log" 2>&1 || true
verdict "the reference is made, and nothing is to be said against it" "$(cat "$work/doc.log")"
verdict "it has the classes" "$(for page in Protocol Case Plan Consent RefpathException; do
    test -s "$REFPATH_BUILD/doc/reference/java/org/refpath/$page.html" || echo "$page.html is missing"
done)"

# A repository of its own in the project: what was never there cannot help.
if ! command -v mvn >/dev/null 2>&1; then
    skip "the sample project: there is no Maven (Debian package: maven)"
    finish
fi
make -s -C "$REFPATH_BUILD" install-maven MAVEN_REPOSITORY="$work/repository" >"$work/install.log" 2>&1 ||
    give_up "make install-maven" "$work/install.log"
cp "$REFPATH_SOURCE"/examples/java/* "$work/project/"
cd "$work/project"
maven() {
    mvn --batch-mode --no-transfer-progress -Dmaven.repo.local="$work/repository" "$@" >"$work/maven.log" 2>&1
}
if ! maven dependency:copy-dependencies && ! grep -q 'org\.refpath' "$work/maven.log"; then
    skip "the sample project: Maven cannot have what it is made of: $(grep -m 1 ERROR "$work/maven.log")"
    finish
fi
if maven package dependency:copy-dependencies; then
    "$JAVA" -cp 'target/*:target/dependency/*' QuickStart "$REFPATH_SOURCE/tests/data/protocols/carana-mini.xml" \
        >said.txt 2>errors.txt || true
    verdict "the sample project says what C says" "$(cmp said.txt "$REFPATH_SOURCE/examples/quickstart.txt" 2>&1 || cat errors.txt)"
else
    fail "the sample project is built by Maven"
    tail -n 30 "$work/maven.log"
fi
finish
