#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The command held against the second implementation, on thousands of protocols, beginning where "make check" ends.
set -eu
: "${REFPATH_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
export REFPATH_SOURCE
: "${REFPATH_SEED:=301}"
: "${REFPATH_SEEDS:=5000}"
export REFPATH_SEED REFPATH_SEEDS
exec sh "$REFPATH_SOURCE/tests/reference/compare.sh"
