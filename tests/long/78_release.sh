#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The tarball has the wrappers that SWIG makes, and builds both bindings on a machine without SWIG.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/support/build.sh"
: "${PYTHON:=/usr/bin/python3}"
: "${JAVA:=java}"
work=$REFPATH_BUILD/_long/release
rm -rf "$work"
mkdir -p "$work/bin" "$work/build"
for wrapper in bindings/python/built/stamp bindings/java/refpath.jar; do
    if ! test -e "$REFPATH_BUILD/$wrapper"; then
        skip "the tarball: $wrapper was not built, and a release needs both bindings"
        finish
    fi
done

make -s -C "$REFPATH_BUILD" dist-gzip >"$work/dist.log" 2>&1 || give_up "make dist" "$work/dist.log"
version=$(sed -n 's/^Version: *//p' "$REFPATH_BUILD/refpath.pc")
mv "$REFPATH_BUILD/refpath-$version.tar.gz" "$work/"
tar -xzf "$work/refpath-$version.tar.gz" -C "$work"
source=$work/refpath-$version
verdict "the wrappers are in it" "$(for file in python/core.py python/core_wrap.c java/core_wrap.c java/generated/core.java; do
    test -s "$source/bindings/$file" || echo "$file is missing"
done)"
verdict "all that SWIG makes for Java is in it" "$(cd "$REFPATH_BUILD/bindings/java/generated" && for file in *.java; do
    cmp "$file" "$source/bindings/java/generated/$file" 2>&1
done)"

# All programs that are found now, but SWIG.
(IFS=:
for folder in $PATH; do
    find -L "$folder" -maxdepth 1 -type f -perm -u+x ! -name 'swig*' 2>/dev/null | while IFS= read -r program; do
        test -e "$work/bin/${program##*/}" || ln -s "$program" "$work/bin/${program##*/}"
    done
done)
PATH=$work/bin
export PATH
unset SWIG SWIG_LIB
verdict "there is no SWIG now" "$(command -v swig || true)"
cd "$work/build"
"$source/configure" --quiet --without-cunit --with-python --with-java PYTHON="$PYTHON" >configure.log 2>&1 ||
    give_up "configure without SWIG" configure.log
make -s -j"$(nproc)" all >make.log 2>&1 || give_up "make without SWIG" make.log
pass
verdict "nothing was made anew" "$(find bindings -name 'core_wrap.c' -o -name '*.i' -o -name core.py ! -path '*/built/*')"

mission=$source/tests/data/protocols/carana-mini.xml
LD_LIBRARY_PATH="$work/build/lib/.libs" PYTHONPATH="$work/build/bindings/python/built" PYTHONDONTWRITEBYTECODE=1 \
    "$PYTHON" "$source/examples/python/quickstart.py" "$mission" >python.txt 2>errors.txt || true
verdict "Python says what C says" "$(cmp python.txt "$source/examples/quickstart.txt" 2>&1 || cat errors.txt)"
"$JAVA" -cp bindings/java/refpath.jar "$source/examples/java/QuickStart.java" "$mission" >java.txt 2>errors.txt || true
verdict "Java says what C says" "$(cmp java.txt "$source/examples/quickstart.txt" 2>&1 || cat errors.txt)"
finish
