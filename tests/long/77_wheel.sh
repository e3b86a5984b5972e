#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The wheel with its libraries inside (make wheel), in a bare environment that knows neither the build nor Debian's Python
# packages; nothing but the wheel, the C library and the interpreter's own is loaded. The same wheel for every Python here.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
: "${PYTHON:=/usr/bin/python3}"
unset PYTHONPATH LD_LIBRARY_PATH
out=$REFPATH_BUILD/_long/wheel
rm -rf "$out"
mkdir -p "$out"
status=0
sh "$REFPATH_SOURCE/bindings/python/wheel.sh" "$out" >"$out/log" 2>&1 || status=$?
if test $status -eq 77; then
    skip "the wheel: $(tail -n 1 "$out/log")"
    finish
fi
wheel=$(find "$out" -name 'refpath-*.whl')
if test $status -ne 0 || test -z "$wheel"; then
    fail "the wheel is made"
    tail -n 30 "$out/log"
    finish
fi
verdict "the wheel is made, with every licence" "$(grep -v '\.whl$' "$out/log" || true)"

"$PYTHON" -m venv "$out/tools"
if "$out/tools/bin/pip" install --disable-pip-version-check --quiet abi3audit >"$out/log" 2>&1; then
    verdict "it uses the stable interface of Python alone" "$("$out/tools/bin/abi3audit" --strict --report "$wheel" >"$out/log" 2>&1 ||
        tail -n 30 "$out/log")"
else
    skip "the stable interface: pip cannot have abi3audit"
fi

cp "$REFPATH_SOURCE/examples/python/quickstart.py" "$REFPATH_SOURCE/tests/data/protocols/carana-mini.xml" "$out/"
cd "$out"
cat >loaded.py <<'END'
import pathlib
import sys

import refpath

refpath.Protocol.load(pathlib.Path("carana-mini.xml"))
files = {line.split()[-1] for line in pathlib.Path("/proc/self/maps").read_text().splitlines() if ".so" in line}
parts = ("librefpath", "libxml2", "libicu", "libjansson", "liblzma")
for file in sorted(files):
    if pathlib.Path(file).name.startswith(parts) and not file.startswith(sys.prefix):
        print(file)
if not any("refpath.libs/librefpath" in file for file in files):
    print("the library is not the one of the wheel")
if not refpath.time_zones():
    print("no time zones")
if not pathlib.Path(refpath.__file__).is_relative_to(sys.prefix):
    print("another package is used:", refpath.__file__)
END

# tried PYTHON FOLDER: in an environment of its own; what is wrong.
tried() {
    "$1" -m venv "$2" && "$2/bin/pip" install --no-index --no-deps --disable-pip-version-check --quiet "$wheel" || echo "not installed"
    env -i PATH=/usr/bin:/bin "$2/bin/python" quickstart.py carana-mini.xml >said.txt || true
    cmp said.txt "$REFPATH_SOURCE/examples/quickstart.txt" || true
    env -i PATH=/usr/bin:/bin "$2/bin/python" loaded.py || true
    rm -rf "$2"
}
verdict "the quick start says what it says in C, with the wheel's own libraries" "$(tried "$PYTHON" bare 2>&1)"
# Every other Python that is here; some may be no more than a name.
n=0
for python in python3.12 python3.13 python3.14 python3.15 "${PYENV_ROOT:-${HOME:-/nowhere}/.pyenv}"/versions/3.*/bin/python3; do
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue
    n=$((n + 1))
    verdict "the same with $("$python" --version)" "$(tried "$python" other$n 2>&1)"
done
test $n -gt 0 || skip "the same wheel with another Python: there is none"
finish
