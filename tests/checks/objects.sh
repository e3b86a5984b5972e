#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# What the compiled library may not have: writable globals, and calls that end, print for, or depend on the process.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"

archive=
for file in "$REFPATH_BUILD/lib/.libs/librefpath-rooms.a" "$REFPATH_BUILD/lib/librefpath-rooms.a"; do
    if test -f "$file"; then archive=$file; fi
done
if test -z "$archive"; then
    fail "the archive of all rooms was not built"
    finish
fi

# Sections that can be written to while the program runs. .data.rel.ro is closed once the addresses are filled in;
# DW.ref.* is a compiler's pointer to a function of its own run-time.
bad=$(${OBJDUMP:-objdump} -t "$archive" | awk '
    / file format / { object = $1; sub(/:$/, "", object) }
    {
        for (i = 2; i <= NF - 2; i++)
            if ($i ~ /^(\.data|\.bss|\.tdata|\.tbss|\*COM\*)/ && $i !~ /^\.data\.rel\.ro/ &&
                $NF !~ /^\./ && $NF !~ /^DW\.ref\./)
                print object $NF " in " $i
    }')
verdict "no global that can be written to" "$bad"

# forbidden WHY NAME...: the archive calls none of them.
calls=$(${NM:-nm} -u "$archive" | awk 'NF == 2 { sub(/_[0-9][0-9]+$/, "", $2); print $2 }' | LC_ALL=C sort -u)
forbidden() {
    why=$1
    shift
    bad=
    for name in "$@"; do
        for form in "$name" "__${name}_chk" "__isoc99_$name" "__isoc23_$name" "${name}64"; do
            if printf '%s\n' "$calls" | grep -qx "$form"; then
                bad="$bad $form in $(${NM:-nm} -Au "$archive" | awk -v n="$form" '{ sub(/_[0-9][0-9]+$/, "", $NF) } $NF == n { print $1 }' | tr '\n' ' ')"
            fi
        done
    done
    verdict "$why" "$bad"
}
forbidden "does not end the process" exit _exit _Exit quick_exit abort raise kill __assert_fail _ZSt9terminatev
forbidden "does not print" printf vprintf puts putchar putc fputs fputc perror psignal syslog \
    stdout stderr stdin getchar gets
forbidden "does not write to files" fprintf vfprintf fwrite rename unlink remove tmpfile mkstemp
forbidden "does not depend on the locale" setlocale newlocale uselocale localeconv nl_langinfo strcoll strxfrm \
    __ctype_b_loc __ctype_tolower_loc __ctype_toupper_loc tolower toupper isalpha isdigit isspace \
    mbstowcs wcstombs mbrtowc wcrtomb strtod strtof strtold atof \
    uloc_getDefault uloc_setDefault
forbidden "does not depend on the environment" getenv secure_getenv setenv putenv getcwd chdir
forbidden "does not start programs or threads" system popen fork vfork execv execve execvp posix_spawn \
    pthread_create signal sigaction atexit
forbidden "does not read the time of day" time clock gettimeofday clock_gettime localtime localtime_r gmtime \
    gmtime_r mktime tzset strftime ucal_getNow ucal_getDefaultTimeZone ucal_setDefaultTimeZone
forbidden "has nothing left to chance" rand srand random srandom drand48 getrandom arc4random
forbidden "keeps no state in the C library" strtok strerror asctime ctime
# The same in C++: the default locale or zone, a Locale made of nothing, a format without a locale, the clock.
bad=$(printf '%s\n' "$calls" | grep -E \
    'Locale10getDefaultEv|Locale10setDefaultE|6LocaleC[12]Ev$|MessageFormatC[12]ERKNS_13UnicodeStringER10UErrorCode$|TimeZone13createDefaultEv|TimeZone18detectHostTimeZone|Calendar6getNowEv|11DateFormat.*create' || true)
verdict "asks ICU for nothing of the process" "$bad"
# strtol and its kin follow the locale only in grouping, which they do not read; fopen and fread load protocols.
finish
