#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Every fuzz target for twenty minutes, two hours in all; REFPATH_FUZZ_SECONDS says otherwise.
set -eu
: "${REFPATH_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
: "${REFPATH_FUZZ_SECONDS:=1200}"
export REFPATH_SOURCE REFPATH_FUZZ_SECONDS
exec sh "$REFPATH_SOURCE/tests/fuzz/fuzz.sh"
