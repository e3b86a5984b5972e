# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# For scripts that build the library once more, after count.sh.
set -eu
unset MAKEFLAGS MFLAGS MAKELEVEL

# take_source FOLDER: $source, what can be configured elsewhere. Sources that hold a build themselves are for that build
# alone: a copy is taken, as for a release, into this folder of the build.
take_source() {
    source=$REFPATH_SOURCE
    if test -f "$source/config.status"; then
        source=$REFPATH_BUILD/$1
        copy_source "$1"
    fi
}

# copy_source FOLDER: such a copy; a file that has not changed keeps its time.
copy_source() {
    rm -rf "${REFPATH_BUILD:?}/$1"
    mkdir -p "$REFPATH_BUILD/$1"
    make -s -C "$REFPATH_BUILD" distdir distdir="$1" >"$REFPATH_BUILD/$1.log" 2>&1 ||
        give_up "a copy of the sources" "$REFPATH_BUILD/$1.log"
}

# build_tree FOLDER OPTION...: $tree, that folder of the build, in which all is built with these options of configure; the script
# is in it from then on. What was configured with others is made anew.
build_tree() {
    tree=$REFPATH_BUILD/$1
    shift
    mkdir -p "${tree%/*}"
    take_source _long/source
    options=$(printf ' %s' "$source" "$@")
    if test "$(cat "$tree/options" 2>/dev/null)" != "$options"; then rm -rf "$tree"; fi
    mkdir -p "$tree"
    cd "$tree"
    if ! test -f options || ! test -f Makefile; then
        "$source/configure" --quiet "$@" >configure.log 2>&1 || give_up "configure in $tree" configure.log
        printf '%s\n' "$options" >options
    fi
    make -s -j"$(nproc)" all >make.log 2>&1 || give_up "the build in $tree" make.log
}

# make_here PROGRAM...: of those that "all" does not have.
make_here() {
    make -s -j"$(nproc)" "$@" >>make.log 2>&1 || give_up "make $*" make.log
}

# need_cunit WHAT: after build_tree; ends the script where there is none.
need_cunit() {
    if ! grep -q '^S\["HAVE_CUNIT_TRUE"\]=""' config.status; then
        skip "$1: CUnit is missing (Debian package: libcunit1-dev)"
        finish
    fi
}
