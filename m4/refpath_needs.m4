# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors

# What the build needs or can use. Each macro adds a line to the table that configure ends with.

# REFPATH_ROW(WHAT, ANSWER): one line of the table. A "no" names its Debian package.
AC_DEFUN([REFPATH_ROW], [refpath_table="$refpath_table
$1|$2"])

# REFPATH_SYSTEM_HEADERS(VARIABLE): the headers of others are not held to our warnings.
AC_DEFUN([REFPATH_SYSTEM_HEADERS], [$1=`AS_ECHO(["$$1"]) | $SED 's/-I */-isystem /g'`])

# REFPATH_LIBRARY(PREFIX, MODULES, NAME, PACKAGE): must be there; configure stops after the table.
AC_DEFUN([REFPATH_LIBRARY], [
    PKG_CHECK_MODULES([$1], [$2],
        [REFPATH_SYSTEM_HEADERS([$1_CFLAGS])
         REFPATH_ROW([$3], [yes])],
        [refpath_missing="$refpath_missing $4"
         REFPATH_ROW([$3 ($2)], [no, and needed: install the Debian package $4])])
])

# REFPATH_OPTIONAL(PREFIX, MODULES, WANTED, WHAT, PACKAGE): sets have_PREFIX and the conditional HAVE_PREFIX.
AC_DEFUN([REFPATH_OPTIONAL], [
    have_$1=no
    AS_IF([test "$3" = no],
        [REFPATH_ROW([$4], [no, as asked (Debian package: $5)])],
        [PKG_CHECK_MODULES([$1], [$2],
            [have_$1=yes
             REFPATH_SYSTEM_HEADERS([$1_CFLAGS])
             REFPATH_ROW([$4], [yes])],
            [AS_IF([test "$3" = yes], [refpath_missing="$refpath_missing $5"])
             REFPATH_ROW([$4], [no: install the Debian package $5])])])
    AM_CONDITIONAL([HAVE_$1], [test "$have_$1" = yes])
])

# REFPATH_TOOL(VARIABLE, PROGRAM, WHAT, PACKAGE, [PATH]): VARIABLE is empty where the program is missing.
AC_DEFUN([REFPATH_TOOL], [
    AC_PATH_PROG([$1], [$2], [], [$5])
    AS_IF([test -n "$$1"],
        [REFPATH_ROW([$3], [$$1])],
        [REFPATH_ROW([$3], [no: install the Debian package $4])])
])

# REFPATH_SUMMARY: prints the table; an error if something that must be there is not.
AC_DEFUN([REFPATH_SUMMARY], [
    AS_ECHO([""])
    AS_ECHO(["$PACKAGE_STRING is configured:"])
    REFPATH_ROW([installed under], [$refpath_prefix])
    REFPATH_ROW([compilers], [$CC, $CXX])
    REFPATH_ROW([sanitizers], [$enable_sanitizers])
    AS_ECHO(["$refpath_table"]) | $AWK -F'|' 'NF > 1 { printf "    %-30s %s\n", $[]1, $[]2 }'
    AS_ECHO([""])
    AS_IF([test -n "$refpath_missing"],
        [AC_MSG_ERROR([something needed is missing. On Debian: apt-get install$refpath_missing])])
])
