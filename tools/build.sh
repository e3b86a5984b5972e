#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Builds everything in build/, beside the sources. Can be run again: only what has changed is made anew.
set -eu
cd "$(dirname "$0")/.."

if ! test -x configure || test configure.ac -nt configure; then
    echo "Making ./configure."
    ./bootstrap >bootstrap.log 2>&1 || { cat bootstrap.log >&2; exit 1; }
    rm -f bootstrap.log
fi
mkdir -p build
cd build
if ! test -f Makefile; then
    echo "Configuring in build/."
    ../configure --quiet
elif test /var/lib/dpkg/status -nt config.status; then
    echo "Configuring anew in build/: packages have come or gone."
    ./config.status --recheck >configure.log 2>&1 && ./config.status >>configure.log 2>&1 || { cat configure.log >&2; exit 1; }
    touch config.status
fi
echo "Building in build/."
make -s -j"$(nproc)"
