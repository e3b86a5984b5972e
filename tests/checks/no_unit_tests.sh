#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
set -eu
echo "skipped: the unit tests, for CUnit is missing (Debian package: libcunit1-dev) or was not wanted"
echo "0 passed, 0 failed, 1 skipped"
exit 77
