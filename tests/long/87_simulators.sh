#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Simulations against SimPy, maximum flows against NetworkX: other programs by others, from PyPI, in an environment of their own.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
: "${PYTHON:=/usr/bin/python3}"
unset PYTHONPATH
here=$REFPATH_BUILD/_long/simulators
mkdir -p "$here"
if ! "$PYTHON" -m venv "$here/tools" >"$here/log" 2>&1; then
    skip "simulators: no environment for Python (Debian package: python3-venv)"
    finish
fi
if ! "$here/tools/bin/pip" install --disable-pip-version-check --quiet simpy networkx >"$here/log" 2>&1; then
    skip "simulators: pip cannot have simpy and networkx"
    finish
fi
exec "$here/tools/bin/python" "$REFPATH_SOURCE/tests/long/simulators/queues.py" "$REFPATH_COMMAND"
