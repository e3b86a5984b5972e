#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The loader held against jing on many documents with small faults, beginning where "make check" ends.
set -eu
: "${REFPATH_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
export REFPATH_SOURCE
: "${REFPATH_SEED:=61}"
: "${REFPATH_SEEDS:=1000}"
: "${REFPATH_FAULTS:=40}"
export REFPATH_SEED REFPATH_SEEDS REFPATH_FAULTS
exec sh "$REFPATH_SOURCE/tests/reference/jing.sh"
