# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors

# REFPATH_FLAG(VARIABLE, FLAG): adds FLAG to VARIABLE where the compiler of the current language takes it.
AC_DEFUN([REFPATH_FLAG], [
    AS_VAR_PUSHDEF([cache], [refpath_cv_[]_AC_LANG_ABBREV[]_flag_$2])
    AS_VAR_PUSHDEF([flags], [_AC_LANG_PREFIX[]FLAGS])
    AC_CACHE_CHECK([whether $_AC_CC takes $2], [cache], [
        refpath_saved="$flags"
        flags="$flags -Werror $2"
        AC_COMPILE_IFELSE([AC_LANG_PROGRAM([], [])],
            [AS_VAR_SET([cache], [yes])], [AS_VAR_SET([cache], [no])])
        flags="$refpath_saved"
    ])
    AS_VAR_IF([cache], [yes], [$1="$$1 $2"])
    AS_VAR_POPDEF([flags])
    AS_VAR_POPDEF([cache])
])

# REFPATH_COMPILER_FLAGS: the languages we write, our warnings, and hidden names. The one C++ file wraps a C++ library
# that throws nothing; without exceptions and type information a C program needs nothing special to link with it.
AC_DEFUN([REFPATH_COMPILER_FLAGS], [
    AC_LANG_PUSH([C])
    REFPATH_C_FLAGS=
    m4_foreach_w([flag], [-std=c11 -fvisibility=hidden -Wall -Wextra -Wpedantic -Wconversion -Wshadow
                          -Wstrict-prototypes -Wmissing-prototypes],
        [REFPATH_FLAG([REFPATH_C_FLAGS], flag)])
    AC_LANG_POP([C])
    AC_LANG_PUSH([C++])
    REFPATH_CXX_FLAGS=
    m4_foreach_w([flag], [-std=c++17 -fvisibility=hidden -fvisibility-inlines-hidden -fno-exceptions -fno-rtti
                          -fno-threadsafe-statics -Wall -Wextra -Wpedantic -Wshadow],
        [REFPATH_FLAG([REFPATH_CXX_FLAGS], flag)])
    AC_LANG_POP([C++])
    AS_IF([test "$enable_werror" = yes], [
        REFPATH_C_FLAGS="$REFPATH_C_FLAGS -Werror"
        REFPATH_CXX_FLAGS="$REFPATH_CXX_FLAGS -Werror"
    ])
    AC_SUBST([REFPATH_C_FLAGS])
    AC_SUBST([REFPATH_CXX_FLAGS])
])

# REFPATH_CXX_RUNTIME: the library that goes with the C++ compiler, for what is linked as C.
AC_DEFUN([REFPATH_CXX_RUNTIME], [
    AC_LANG_PUSH([C++])
    AC_CACHE_CHECK([for the run-time library of $CXX], [refpath_cv_cxx_runtime], [
        AC_COMPILE_IFELSE([AC_LANG_PROGRAM([[
#include <cstddef>
#ifdef _LIBCPP_VERSION
#error libc++
#endif
        ]], [])], [refpath_cv_cxx_runtime=-lstdc++], [refpath_cv_cxx_runtime=-lc++])
    ])
    AC_LANG_POP([C++])
    AC_SUBST([REFPATH_CXX_LIBS], [$refpath_cv_cxx_runtime])
])

# REFPATH_VERSION_SCRIPT: does the linker read lib/refpath.map?
AC_DEFUN([REFPATH_VERSION_SCRIPT], [
    AC_CACHE_CHECK([whether the linker takes a version script], [refpath_cv_version_script], [
        refpath_saved="$LDFLAGS"
        AS_ECHO(["T_1 { global: main; local: *; };"]) >conftest.map
        LDFLAGS="$LDFLAGS -Wl,--version-script=conftest.map"
        AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
            [refpath_cv_version_script=yes], [refpath_cv_version_script=no])
        LDFLAGS="$refpath_saved"
        rm -f conftest.map
    ])
    AM_CONDITIONAL([VERSION_SCRIPT], [test "$refpath_cv_version_script" = yes])
])

# REFPATH_SANITIZERS: --enable-sanitizers, an error where the compiler has none.
AC_DEFUN([REFPATH_SANITIZERS], [
    REFPATH_SANITIZE=
    AS_IF([test "$enable_sanitizers" != no], [
        REFPATH_SANITIZE="-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"
        refpath_saved="$CFLAGS"
        CFLAGS="$CFLAGS $REFPATH_SANITIZE"
        AC_MSG_CHECKING([whether $CC links with sanitizers])
        AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])], [AC_MSG_RESULT([yes])],
            [AC_MSG_ERROR([no: leave --enable-sanitizers out, or install libasan and libubsan (Debian: gcc or clang with libclang-rt-dev)])])
        CFLAGS="$refpath_saved"
    ])
    AC_SUBST([REFPATH_SANITIZE])
    AM_CONDITIONAL([SANITIZERS], [test "$enable_sanitizers" != no])
])

# REFPATH_HARDENED(FLAG): adds FLAG to the hardening of C and C++ where the compiler takes it together with what is there
# already, and with the headers of the system: without optimisation some of them warn.
AC_DEFUN([REFPATH_HARDENED], [
    AC_CACHE_CHECK([whether $CC takes $1], [AS_TR_SH([refpath_cv_hardened_$1])], [
        refpath_saved="$CFLAGS"
        CFLAGS="$CFLAGS $REFPATH_HARDEN $1 -Werror"
        AC_COMPILE_IFELSE([AC_LANG_PROGRAM([[#include <string.h>]], [])],
            [AS_TR_SH([refpath_cv_hardened_$1])=yes], [AS_TR_SH([refpath_cv_hardened_$1])=no])
        CFLAGS="$refpath_saved"
    ])
    AS_IF([test "$AS_TR_SH([refpath_cv_hardened_$1])" = yes], [REFPATH_HARDEN="$REFPATH_HARDEN $1"], [$2])
])

# REFPATH_LINKED(VARIABLE, FLAG): adds FLAG to VARIABLE where the linker takes it.
AC_DEFUN([REFPATH_LINKED], [
    AC_CACHE_CHECK([whether the linker takes $2], [AS_TR_SH([refpath_cv_linked_$2])], [
        refpath_saved="$LDFLAGS"
        LDFLAGS="$LDFLAGS $2"
        AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
            [AS_TR_SH([refpath_cv_linked_$2])=yes], [AS_TR_SH([refpath_cv_linked_$2])=no])
        LDFLAGS="$refpath_saved"
    ])
    AS_IF([test "$AS_TR_SH([refpath_cv_linked_$2])" = yes], [$1="$$1 $2"])
])

# REFPATH_HARDENING: what makes a fault harder to use, on unless --disable-hardening; sanitizers have ways of their own.
# The library stays in memory once it is there (nodelete): libxml2 and ICU keep things of each thread until its end.
AC_DEFUN([REFPATH_HARDENING], [
    REFPATH_HARDEN=
    REFPATH_HARDEN_LINK=
    REFPATH_NODELETE=
    AS_IF([test "$enable_hardening" != no && test "$enable_sanitizers" = no], [
        AC_LANG_PUSH([C])
        REFPATH_HARDENED([-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3],
            [REFPATH_HARDENED([-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2])])
        REFPATH_HARDENED([-fstack-protector-strong])
        REFPATH_HARDENED([-fstack-clash-protection])
        REFPATH_HARDENED([-fcf-protection])
        REFPATH_LINKED([REFPATH_HARDEN_LINK], [-Wl,-z,relro])
        REFPATH_LINKED([REFPATH_HARDEN_LINK], [-Wl,-z,now])
        REFPATH_LINKED([REFPATH_HARDEN_LINK], [-Wl,-z,noexecstack])
        AC_LANG_POP([C])
    ])
    REFPATH_LINKED([REFPATH_NODELETE], [-Wl,-z,nodelete])
    AC_SUBST([REFPATH_HARDEN])
    AC_SUBST([REFPATH_HARDEN_LINK])
    AC_SUBST([REFPATH_NODELETE])
])
