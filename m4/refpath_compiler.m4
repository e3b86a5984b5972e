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
