#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Other machines. What needs no other library compiles for musl, 32 bits, Windows and a big-endian processor; and the whole
# library is built for i386 and s390x, with what Debian has for them, and gives the golden answers: the same bytes. The
# packages are unpacked into a folder of the build, so that this system stays as it is; programs for s390x run under qemu.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/support/build.sh"
base=$REFPATH_BUILD/_long/machines
mkdir -p "$base"

# -- compiling without other libraries -----------------------------------------------------------------------------------

# What is generated stands in the build, and so does config.h, which is of this machine: another one comes first.
plain=$base/plain
mkdir -p "$plain"
printf '#define REFPATH_ICU_VERSION "none"\n#define REFPATH_LIBXML_VERSION "none"\n' >"$plain/config.h"
ours=$(find "$REFPATH_SOURCE/lib" -name '*.c' ! -path '*/lib/unicode/*' -exec grep -LE 'include <(libxml|unicode|jansson)' {} + | LC_ALL=C sort)
ours="$ours $REFPATH_SOURCE/lib/unicode/civil.c"

# compiles NAME PACKAGE WITHOUT COMPILER...: every file, but for those that match WITHOUT, with every warning an error.
compiles() {
    name=$1 package=$2 without=$3
    shift 3
    if ! command -v "$1" >/dev/null 2>&1 || ! echo 'int main(void) { return 0; }' | "$@" -x c -c - -o "$plain/try.o" 2>/dev/null; then
        skip "$name: $1 is missing (Debian package: $package)"
        return
    fi
    n=0
    for file in $ours; do
        case $file in */lib/$without) continue ;; esac
        if said=$("$@" -std=c11 -O1 -DREFPATH_BUILDING -Wall -Wextra -Wconversion -Wshadow -Werror -I"$plain" -I"$REFPATH_SOURCE/include" \
            -I"$REFPATH_BUILD/include" -I"$REFPATH_SOURCE/lib" -I"$REFPATH_BUILD/lib" -c "$file" -o "$plain/try.o" 2>&1); then
            n=$((n + 1))
            pass
        else
            fail "$name: ${file#"$REFPATH_SOURCE"/}"
            printf '%s\n' "$said" | head -n 10
        fi
    done
    echo "$name: $n files compile"
}
compiles musl musl-tools none musl-gcc -D_GNU_SOURCE
if echo '#include <stdio.h>' | gcc -m32 -x c -fsyntax-only - 2>/dev/null; then
    compiles "32 bits" gcc-multilib none gcc -m32 -D_GNU_SOURCE
else
    compiles "32 bits" gcc-i686-linux-gnu none i686-linux-gnu-gcc -D_GNU_SOURCE
fi
compiles s390x gcc-s390x-linux-gnu none s390x-linux-gnu-gcc -D_GNU_SOURCE
# Files and folders as POSIX has them are in one file.
compiles Windows gcc-mingw-w64-x86-64 xml/file.c x86_64-w64-mingw32-gcc -D__USE_MINGW_ANSI_STDIO=1

# -- the whole library ---------------------------------------------------------------------------------------------------

# unpack ARCHITECTURE: what the library needs there, from where this system has its packages, into $root.
unpack() {
    state=$base/$1/apt
    root=$base/$1/root
    if test -e "$root/unpacked"; then return; fi
    rm -rf "$root"
    mkdir -p "$state/lists/partial" "$state/cache/archives/partial" "$root"
    : >"$state/status"
    # shellcheck disable=SC2016 # names of apt
    apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(LABEL) $(COMPONENT)' 'Created-By: Packages' |
        awk '$3 == "Debian" && $4 == "main" && $2 !~ /-/ { print "deb", $1, $2, $4; exit }' >"$state/sources.list"
    test -s "$state/sources.list" || return 1
    for step in update "--no-install-recommends -d install libxml2-dev libicu-dev libjansson-dev libstdc++6"; do
        # shellcheck disable=SC2086 # words
        apt-get -q -y -o APT::Architecture="$1" -o APT::Architectures::="$1" -o Dir::State="$state" -o Dir::State::status="$state/status" \
            -o Dir::Cache="$state/cache" -o Dir::Etc::SourceList="$state/sources.list" -o Dir::Etc::SourceParts=/dev/null \
            -o Debug::NoLocking=1 -o Acquire::Retries=3 $step >"$base/$1/apt.log" 2>&1 || return 1
    done
    for package in "$state"/cache/archives/*.deb; do
        dpkg -x "$package" "$root" || return 1
    done
    : >"$root/unpacked"
}

# built ARCHITECTURE TRIPLET: the library and the command.
built() (
    cd "$base/$1/build"
    PKG_CONFIG_LIBDIR="$(echo "$root"/usr/lib/*-linux-gnu/pkgconfig):$root/usr/share/pkgconfig"
    PKG_CONFIG_SYSROOT_DIR=$root
    export PKG_CONFIG_LIBDIR PKG_CONFIG_SYSROOT_DIR
    test -f Makefile || "$source/configure" --quiet --host="$2" --disable-shared --enable-static --enable-werror --without-cunit \
        CC="$2-gcc --sysroot=$root" CXX="$2-g++ --sysroot=$root" CFLAGS=-O2 CXXFLAGS=-O2
    make -s -j"$(nproc)" all
)

# golden ARCHITECTURE TRIPLET LOADER...: built for there, run by LOADER, in which % stands for the unpacked packages.
golden() {
    name=$1 triplet=$2
    shift 2
    if ! command -v "$triplet-g++" >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
        skip "$name: $triplet-g++ or apt-get is missing (Debian packages: g++-$triplet, apt)"
        return
    fi
    mkdir -p "$base/$name/build"
    take_source _long/source
    if ! unpack "$name"; then
        skip "$name: its packages cannot be had: see $base/$name/apt.log"
        return
    fi
    runner=
    for word in "$@"; do
        runner="$runner $(echo "$word" | sed "s,%,$root,g")"
    done
    first=${runner# }
    if ! command -v "${first%% *}" >/dev/null 2>&1; then
        skip "$name: ${first%% *} is missing (Debian package: qemu-user-static)"
        return
    fi
    if ! built "$name" "$triplet" >"$base/$name/make.log" 2>&1; then
        fail "$name: it cannot be built: see $base/$name/make.log"
        tail -n 10 "$base/$name/make.log"
        return
    fi
    printf '#!/bin/sh\nexec%s "%s" "$@"\n' "$runner" "$base/$name/build/tools/refpath/refpath" >"$base/$name/refpath"
    chmod +x "$base/$name/refpath"
    echo "$name: $("$base/$name/refpath" --version 2>&1 | tr '\n' ' ')"
    if REFPATH_COMMAND="$base/$name/refpath" sh "$REFPATH_SOURCE/tests/golden/run.sh" >"$base/$name/golden.log" 2>&1; then
        pass
        echo "$name: $(tail -n 1 "$base/$name/golden.log")"
    else
        fail "$name: golden answers"
        tail -n 30 "$base/$name/golden.log"
    fi
}
golden i386 i686-linux-gnu %/lib/ld-linux.so.2 --library-path %/lib/i386-linux-gnu:%/usr/lib/i386-linux-gnu
golden s390x s390x-linux-gnu qemu-s390x-static -L %
finish
