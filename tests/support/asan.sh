# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# For scripts that start an interpreter which loads the library: where that was built with AddressSanitizer, its run-time
# library must be there first.
set -eu

# find_asan LIBRARY [OPTIONS]: $asan, the run-time library of the one it was built with, or nothing; and $asan_options. Leaks are not
# looked for: an interpreter keeps much to its end.
find_asan() {
    asan=
    asan_options=
    if ${NM:-nm} -D "$1" 2>/dev/null | grep -q '__asan_init'; then
        asan=$(${CC:-gcc} -print-file-name=libasan.so)
        asan_options=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0${2:+:$2}
    fi
}

# with_asan COMMAND...: with both.
with_asan() {
    if test -n "$asan"; then
        env LD_PRELOAD="$asan" ASAN_OPTIONS="$asan_options" "$@"
    else
        "$@"
    fi
}
