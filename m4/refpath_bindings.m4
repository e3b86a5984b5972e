# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors

# Bindings. Each sets have_LANGUAGE and the conditional HAVE_LANGUAGE, and adds its line to the table of configure.

# REFPATH_SWIG: SWIG makes the wrappers; those of a tarball are made already.
AC_DEFUN([REFPATH_SWIG], [
    AC_ARG_VAR([SWIG], [SWIG 4.1, for the bindings])
    REFPATH_TOOL([SWIG], [swig], [SWIG, for the bindings], [swig])
])

# REFPATH_BINDING_STOP(LANGUAGE, NAME, WANTED, REASON, PACKAGE): it cannot be built.
AC_DEFUN([REFPATH_BINDING_STOP], [
    have_$1=no
    AS_IF([test "$3" = yes && test -n "$5"], [refpath_missing="$refpath_missing $5"])
    AS_IF([test "$3" = yes && test -z "$5"], [AC_MSG_ERROR([the binding for $2: $4])])
    REFPATH_ROW([binding for $2], [no: $4])
])

# REFPATH_BINDING_WRAPPER(LANGUAGE, NAME, WANTED, FILE): is there a wrapper, or SWIG to make it; and a shared library?
AC_DEFUN([REFPATH_BINDING_WRAPPER], [
    AS_IF([test "$enable_shared" = no],
        [REFPATH_BINDING_STOP([$1], [$2], [$3], [it needs the shared library], [])],
        [test -z "$SWIG" && ! test -f "$srcdir/$4"],
        [REFPATH_BINDING_STOP([$1], [$2], [$3], [install the Debian package swig], [swig])])
])

# REFPATH_PYTHON: --with-python; PYTHON_INCLUDES and pyexecdir, as the interpreter says.
AC_DEFUN([REFPATH_PYTHON], [
    AC_ARG_WITH([python],
        [AS_HELP_STRING([--with-python=yes|no|auto], [build the Python package refpath (default: auto)])],
        [], [with_python=auto])
    have_PYTHON_BINDING=yes
    AS_IF([test "$with_python" = no],
        [have_PYTHON_BINDING=no
         REFPATH_ROW([binding for Python], [no, as asked (Debian packages: swig python3-dev)])],
        [test -z "$PYTHON"],
        [REFPATH_BINDING_STOP([PYTHON_BINDING], [Python], [$with_python], [install the Debian package python3], [python3])],
        [REFPATH_BINDING_WRAPPER([PYTHON_BINDING], [Python], [$with_python], [bindings/python/core_wrap.c])
         AS_IF([test "$have_PYTHON_BINDING" = yes], [REFPATH_PYTHON_HEADERS])])
    AM_CONDITIONAL([HAVE_PYTHON_BINDING], [test "$have_PYTHON_BINDING" = yes])
])

AC_DEFUN([REFPATH_PYTHON_HEADERS], [
    PYTHON_INCLUDES=`$PYTHON -c 'import sysconfig as s
print(*dict.fromkeys("-isystem " + s.get_path(p) for p in ("include", "platinclude")))'`
    AC_SUBST([PYTHON_INCLUDES])
    AC_CACHE_CHECK([for Python.h, of Python 3.11 or later], [refpath_cv_python_headers], [
        refpath_saved="$CPPFLAGS"
        CPPFLAGS="$CPPFLAGS $PYTHON_INCLUDES"
        AC_COMPILE_IFELSE([AC_LANG_PROGRAM([[
#include <Python.h>
#if PY_VERSION_HEX < 0x030b0000
#error too old
#endif
        ]], [])], [refpath_cv_python_headers=yes], [refpath_cv_python_headers=no])
        CPPFLAGS="$refpath_saved"
    ])
    AC_ARG_VAR([pyexecdir], [where the Python package goes])
    # Debian looks for what is installed by hand in dist-packages.
    AS_IF([test -z "$pyexecdir"], [pyexecdir='${exec_prefix}/lib/'`$PYTHON -c 'import sys, sysconfig
debian = "posix_local" in sysconfig.get_scheme_names()
print("python%d.%d/%s-packages" % (*sys.version_info@<:@:2@:>@, "dist" if debian else "site"))'`])
    AS_IF([test "$refpath_cv_python_headers" = yes],
        [REFPATH_ROW([binding for Python], [yes])],
        [REFPATH_BINDING_STOP([PYTHON_BINDING], [Python], [$with_python], [install the Debian package python3-dev],
                              [python3-dev])])
])

# REFPATH_JAVA: --with-java; JAVAC, JAR, JAVA, JAVADOC and JNI_INCLUDES.
AC_DEFUN([REFPATH_JAVA], [
    AC_ARG_WITH([java],
        [AS_HELP_STRING([--with-java=yes|no|auto], [build the Java package org.refpath (default: auto)])],
        [], [with_java=auto])
    AC_ARG_VAR([JAVAC], [Java compiler, 11 or later])
    have_JAVA_BINDING=yes
    AC_PATH_PROG([JAVAC], [javac], [], [${JAVA_HOME:+$JAVA_HOME/bin:}$PATH])
    AS_IF([test "$with_java" = no],
        [have_JAVA_BINDING=no
         REFPATH_ROW([binding for Java], [no, as asked (Debian packages: swig default-jdk-headless)])],
        [test -z "$JAVAC"],
        [REFPATH_BINDING_STOP([JAVA_BINDING], [Java], [$with_java], [install the Debian package default-jdk-headless], [default-jdk-headless])],
        [REFPATH_BINDING_WRAPPER([JAVA_BINDING], [Java], [$with_java], [bindings/java/core_wrap.c])
         AS_IF([test "$have_JAVA_BINDING" = yes], [REFPATH_JAVA_HEADERS])])
    AM_CONDITIONAL([HAVE_JAVA_BINDING], [test "$have_JAVA_BINDING" = yes])
])

AC_DEFUN([REFPATH_JAVA_HEADERS], [
    refpath_jdk=`readlink -f "$JAVAC" | $SED 's,/bin/[[^/]]*$,,'`
    JNI_INCLUDES=
    for refpath_folder in "$refpath_jdk/include" "$refpath_jdk/include/linux" "$refpath_jdk/include/darwin" \
        "$refpath_jdk/include/freebsd"; do
        AS_IF([test -d "$refpath_folder"], [JNI_INCLUDES="$JNI_INCLUDES -isystem $refpath_folder"])
    done
    AC_SUBST([JNI_INCLUDES])
    AC_PATH_PROG([JAVA], [java], [], [$refpath_jdk/bin:$PATH])
    AC_PATH_PROG([JAR], [jar], [], [$refpath_jdk/bin:$PATH])
    AC_PATH_PROG([JAVADOC], [javadoc], [], [$refpath_jdk/bin:$PATH])
    AC_CACHE_CHECK([for jni.h], [refpath_cv_jni_headers], [
        refpath_saved="$CPPFLAGS"
        CPPFLAGS="$CPPFLAGS $JNI_INCLUDES"
        AC_COMPILE_IFELSE([AC_LANG_PROGRAM([[#include <jni.h>]], [])],
            [refpath_cv_jni_headers=yes], [refpath_cv_jni_headers=no])
        CPPFLAGS="$refpath_saved"
    ])
    AS_IF([test "$refpath_cv_jni_headers" = yes && test -n "$JAR"],
        [REFPATH_ROW([binding for Java], [yes])],
        [REFPATH_BINDING_STOP([JAVA_BINDING], [Java], [$with_java], [install the Debian package default-jdk-headless], [default-jdk-headless])])
])
