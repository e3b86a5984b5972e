#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# "pip install --no-build-isolation ." makes the Python package, without a network, against a library that was built and not
# installed; in an environment of its own.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
: "${PYTHON:=/usr/bin/python3}"
unset MAKEFLAGS MFLAGS MAKELEVEL PYTHONPATH
if ! test -e "$REFPATH_BUILD/bindings/python/built/stamp"; then
    skip "pip: the binding for Python was not built, configure says why"
    finish
fi
if ! "$PYTHON" -c 'import importlib.util as u, sys
sys.exit(not all(map(u.find_spec, ("ensurepip", "pip", "setuptools", "venv", "wheel"))))'; then
    skip "pip: something is missing (Debian packages: python3-pip python3-setuptools python3-venv python3-wheel)"
    finish
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# A copy, for the sources may be read only; the wrapper of this build beside it, as in a release.
mkdir "$scratch/tree"
cp -R "$REFPATH_SOURCE/bindings" "$REFPATH_SOURCE/include" "$scratch/tree/"
chmod -R u+w "$scratch/tree"
export PKG_CONFIG_PATH="$REFPATH_BUILD" LD_LIBRARY_PATH="$REFPATH_BUILD/lib/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"

# install WHAT ENVIRONMENT: and use it from elsewhere.
install() {
    "$PYTHON" -m venv --system-site-packages "$scratch/$2"
    if (cd "$scratch/tree/bindings/python" && rm -rf build ./*.egg-info && "$scratch/$2/bin/pip" install --no-index \
        --no-build-isolation --disable-pip-version-check --quiet .) >"$scratch/log" 2>&1; then
        said=$(cd / && "$scratch/$2/bin/python" -c 'import pathlib, sys, refpath
print(refpath.Protocol.load(pathlib.Path(sys.argv[1])).id, (pathlib.Path(refpath.__file__).parent / "py.typed").exists())' \
            "$REFPATH_SOURCE/tests/data/protocols/carana-mini.xml" 2>&1) || true
        verdict "pip install $1" "$(test "$said" = 'carana-mini True' || echo "$said")"
    else
        fail "pip install $1"
        tail -n 30 "$scratch/log"
    fi
}
if command -v swig >/dev/null 2>&1; then
    rm -f "$scratch/tree/bindings/python/core.py" "$scratch/tree/bindings/python/core_wrap.c"
    install "from a checkout" checkout
else
    skip "pip from a checkout: SWIG is missing (Debian package: swig)"
fi
for file in core.py core_wrap.c; do
    for folder in "$REFPATH_BUILD" "$REFPATH_SOURCE"; do
        if test -f "$folder/bindings/python/$file"; then
            cp "$folder/bindings/python/$file" "$scratch/tree/bindings/python/"
            break
        fi
    done
done
SWIG=/nowhere install "from a release" release

# Without the library it says what to do.
if (cd "$scratch/tree/bindings/python" && PKG_CONFIG_PATH=/nowhere PKG_CONFIG_LIBDIR=/nowhere \
    "$scratch/release/bin/pip" install --no-index --no-build-isolation .) >"$scratch/log" 2>&1; then
    fail "pip install without the library"
else
    verdict "without the library it says what to do" "$(grep -q 'PKG_CONFIG_PATH' "$scratch/log" || cat "$scratch/log")"
fi
finish
