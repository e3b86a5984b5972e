#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Installs what is missing on Debian 12, and says what it does. Nothing is asked, nothing else is touched.
#
#   tools/setup.sh build    what the library and the command need
#   tools/setup.sh test     and what the tests need
#   tools/setup.sh long     and what make check-long needs
set -eu

build='gcc g++ make libc6-dev autoconf automake libtool pkg-config libxml2-dev libicu-dev libjansson-dev tzdata'
test="$build libcunit1-dev python3 cmake doxygen locales universal-ctags mandoc libxml2-utils swig python3-dev python3-setuptools python3-wheel python3-venv python3-pip python3-networkx graphviz mypy default-jdk-headless junit5 jing trang strace man-db groff-base clang libclang-rt-dev"
long="$test valgrind gcovr clang-tidy cppcheck chromium poppler-utils abigail-tools musl-tools gcc-i686-linux-gnu g++-i686-linux-gnu gcc-s390x-linux-gnu g++-s390x-linux-gnu gcc-mingw-w64-x86-64 qemu-user-static maven git"

case ${1:-build} in
build) wanted=$build ;;
test) wanted=$test ;;
long) wanted=$long ;;
*)
    sed -n 's/^# \{0,1\}//; 5,9p' "$0" >&2
    exit 2
    ;;
esac

if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
    echo "This is not Debian: nothing is installed. Needed are, by their Debian names: $wanted"
    exit 0
fi

is_installed() {
    test "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed
}

missing=
for package in $wanted; do
    is_installed "$package" || missing="$missing $package"
done
if test -z "$missing"; then
    echo "All packages needed are installed already."
    exit 0
fi

if test "$(id -u)" -eq 0; then
    as_root() { "$@"; }
elif command -v sudo >/dev/null 2>&1; then
    as_root() { sudo "$@"; }
else
    echo "These packages are missing and installing them needs root or sudo:$missing" >&2
    exit 1
fi

echo "Installing from Debian:$missing"
as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=3 update
# shellcheck disable=SC2086 # a list of packages
as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Acquire::Retries=3 --no-install-recommends install $missing
echo "Installed."
