/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Java: how texts, bytes, file names and failures cross. Text goes through ICU: the UTF-8 of JNI is not UTF-8 (it cuts
 * characters beyond the first plane in two, and writes zero as two bytes). What crosses may be a fact of a child: buffers
 * are overwritten, and no exception repeats an argument.
 *
 * All of it is private to the package but the enums, which are those of the C headers with their documentation.
 */
%rename(CoreAnswer) Answer;
%rename(CoreCase) Case;
%rename(CoreDraft) Draft;
%rename(CoreLoading) Loading;
%rename(CoreNumbers) Numbers;
%rename(CoreProblems) Problems;
%rename(CoreProtocol) Protocol;
%rename(CoreScope) Scope;
%rename(CoreValue) Value;
%define %refpath_doc(refpath_verb, refpath_says)
%enddef

%include <enums.swg>
%javaconst(1);
%rename(BY_PATHWAY) REFPATH_VIEW_PATHWAYS; /* There is an analysis of that name. */
%ignore NO_TIME; /* Long.MIN_VALUE, see Moments.java. */
%define REFPATH_ITEM_NAME "%(regex:/^REFPATH_(?:(?:ANALYSIS|ANSWER|DIAGS|KIND|PICTURE|SEVERITY|TRUTH|VALUE|VIEW)_)?(.*)/\\1/)s" %enddef
%typemap(javaclassmodifiers) enum SWIGTYPE "public enum"
%typemap(javabody) enum SWIGTYPE %{
  int swigValue() {
    return swigValue;
  }

  static $javaclassname swigToEnum(int value) {
    for ($javaclassname one : ALL) {
      if (one.swigValue == value) {
        return one;
      }
    }
    throw new IllegalArgumentException("not a number of $javaclassname");
  }

  private $javaclassname() {
    swigValue = SwigNext.next++;
  }

  private $javaclassname(int value) {
    swigValue = value;
    SwigNext.next = value + 1;
  }

  private static final $javaclassname[] ALL = values();
  private final int swigValue;

  private static class SwigNext {
    private static int next = 0;
  }
%}
%pragma(java) jniclassclassmodifiers="final class"
%pragma(java) moduleclassmodifiers="final class"
%pragma(java) jniclasscode="  static { NativeLibrary.load(); }"

/* A handle is freed by delete(), when its owner says so (Handle.java). There are no finalizers. */
%typemap(javaclassmodifiers) SWIGTYPE "final class"
%typemap(javabody) SWIGTYPE %{
  private long swigCPtr;

  $javaclassname(long cPtr, boolean owned) {
    swigCPtr = cPtr;
  }

  static long getCPtr($javaclassname one) {
    return one == null ? 0 : one.swigCPtr;
  }
%}
%typemap(javafinalize) SWIGTYPE ""
%typemap(javadestruct, methodname="delete", methodmodifiers="") SWIGTYPE {
    if (swigCPtr != 0) {
      $jnicall;
    }
    swigCPtr = 0;
  }

%{
#include "progress.h"
#include <unicode/ustring.h>

static void rp_java_throw(JNIEnv *env, const char *class_name, const char *message) {
    jclass class_of = (*env)->FindClass(env, class_name);
    if (class_of) {
        (*env)->ThrowNew(env, class_of, message);
    }
}

static void rp_java_no_memory(JNIEnv *env) {
    rp_java_throw(env, "java/lang/OutOfMemoryError", "refpath: no memory");
}

/* The UTF-8 of `n` units of UTF-16, which nothing may move meanwhile: ICU alone is called. */
static int32_t rp_java_convert(JNIEnv *env, jstring from, jsize n, char *to, int32_t room, UErrorCode *error) {
    const jchar *units = (*env)->GetStringCritical(env, from, NULL);
    int32_t length = 0;
    if (!units) {
        *error = U_MEMORY_ALLOCATION_ERROR;
        return 0;
    }
    u_strToUTF8(to, room, &length, (const UChar *)units, n, error);
    (*env)->ReleaseStringCritical(env, from, units);
    return length;
}

/* A copy in UTF-8, to be freed with rp_java_forget(); NULL with an exception. */
static char *rp_java_text(JNIEnv *env, jstring from) {
    const jsize n = (*env)->GetStringLength(env, from);
    const size_t room = (size_t)n * 3 + 1;
    UErrorCode error = U_ZERO_ERROR;
    char *to = room > INT32_MAX ? NULL : malloc(room);
    int32_t length;
    if (!to) {
        rp_java_no_memory(env);
        return NULL;
    }
    length = rp_java_convert(env, from, n, to, (int32_t)room, &error);
    if (error == U_MEMORY_ALLOCATION_ERROR) {
        rp_java_no_memory(env);
    } else if (U_FAILURE(error)) {
        rp_java_throw(env, "java/lang/IllegalArgumentException", "a String with half a surrogate pair is not text");
    } else if (memchr(to, '\0', (size_t)length)) {
        rp_java_throw(env, "java/lang/IllegalArgumentException", "a String with a zero character is not text");
    } else {
        return to;
    }
    rp_forget(to, room);
    return NULL;
}

static void rp_java_forget(const char *text) {
    if (text) {
        rp_forget((void *)(uintptr_t)text, strlen(text));
    }
}

/* A copy of `n` bytes with a zero after them; NULL with an exception. */
static char *rp_java_bytes(JNIEnv *env, jbyteArray from, size_t *n) {
    const jsize length = (*env)->GetArrayLength(env, from);
    char *to = malloc((size_t)length + 1);
    if (!to) {
        rp_java_no_memory(env);
        return NULL;
    }
    (*env)->GetByteArrayRegion(env, from, 0, length, (jbyte *)to);
    to[length] = '\0';
    *n = (size_t)length;
    return to;
}

/* A String. What is not UTF-8, as the name of a file may be, comes as U+FFFD. */
static jstring rp_java_string(JNIEnv *env, const char *text) {
    const size_t n = strlen(text);
    UChar few[256], *units = few;
    UErrorCode error = U_ZERO_ERROR;
    int32_t length = 0;
    jstring made = NULL;
    if (n >= sizeof few / sizeof *few) {
        units = n < INT32_MAX ? malloc((n + 1) * sizeof *units) : NULL;
    }
    if (units) {
        u_strFromUTF8WithSub(units, (int32_t)n + 1, &length, text, (int32_t)n, 0xfffd, NULL, &error);
    }
    if (!units || U_FAILURE(error)) {
        rp_java_no_memory(env);
    } else {
        made = (*env)->NewString(env, (const jchar *)units, length);
    }
    if (units != few) {
        rp_forget(units, (n + 1) * sizeof *units);
    }
    return made;
}

/* Is the argument there, and were those before it in order? */
static bool rp_java_need(JNIEnv *env, jobject argument) {
    if ((*env)->ExceptionCheck(env)) {
        return false;
    }
    if (!argument) {
        rp_java_throw(env, "java/lang/NullPointerException", "null is nothing that can be used here");
    }
    return argument != NULL;
}

static jbyteArray rp_java_written(JNIEnv *env, const rp_written *written) {
    jbyteArray made = NULL;
    if (written->n > INT32_MAX) {
        rp_java_no_memory(env);
    } else {
        made = (*env)->NewByteArray(env, (jsize)written->n);
    }
    if (made && written->n > 0) {
        (*env)->SetByteArrayRegion(env, made, 0, (jsize)written->n, (const jbyte *)written->at);
    }
    return made;
}

/* Throws what RefpathException makes of a status and its problems. */
static void rp_java_raise(JNIEnv *env, rp_call *call) {
    const jint status = (jint)call->status;
    jclass class_of = (*env)->FindClass(env, "org/refpath/RefpathException");
    jmethodID of = class_of ? (*env)->GetStaticMethodID(env, class_of, "of", "(IJ)Ljava/lang/RuntimeException;") : NULL;
    jobject made = NULL;
    Problems *problems;
    if (!of) {
        return;
    }
    problems = Problems_take(call);
    made = (*env)->CallStaticObjectMethod(env, class_of, of, status, (jlong)(intptr_t)problems);
    if (!(*env)->ExceptionCheck(env) && made) {
        (*env)->Throw(env, (jthrowable)made);
    }
}
%}

%typemap(jni) rp_text, rp_optional, const char * "jstring"
%typemap(jtype) rp_text, rp_optional, const char * "String"
%typemap(jstype) rp_text, rp_optional, const char * "String"
%typemap(javain) rp_text, rp_optional "$javainput"
%typemap(javaout) const char * {
    return $jnicall;
  }
%typemap(in) rp_text "$1 = rp_java_need(jenv, $input) ? rp_java_text(jenv, $input) : NULL;"
%typemap(in) rp_optional "$1 = $input && !(*jenv)->ExceptionCheck(jenv) ? rp_java_text(jenv, $input) : NULL;"
%typemap(freearg) rp_text, rp_optional "rp_java_forget($1);"
%typemap(out) const char * "$result = $1 ? rp_java_string(jenv, $1) : NULL;"

/* File names and documents are bytes. */
%typemap(jni) rp_path, rp_bytes, rp_written "jbyteArray"
%typemap(jtype) rp_path, rp_bytes, rp_written "byte[]"
%typemap(jstype) rp_path, rp_bytes, rp_written "byte[]"
%typemap(javain) rp_path, rp_bytes "$javainput"
%typemap(javaout) rp_written {
    return $jnicall;
  }
%typemap(in) rp_bytes {
    $1.n = 0;
    $1.at = rp_java_need(jenv, $input) ? rp_java_bytes(jenv, $input, &$1.n) : NULL;
}
%typemap(in) rp_bytes study_or_none {
    $1.n = 0;
    $1.at = $input && !(*jenv)->ExceptionCheck(jenv) ? rp_java_bytes(jenv, $input, &$1.n) : NULL;
}
%typemap(freearg) rp_bytes "rp_forget((void *)(uintptr_t)$1.at, $1.n);"
%typemap(in) rp_path (size_t length) {
    $1 = rp_java_need(jenv, $input) ? rp_java_bytes(jenv, $input, &length) : NULL;
    if ($1 && memchr($1, '\0', length)) {
        rp_java_throw(jenv, "java/lang/IllegalArgumentException", "a file name with a zero character names no file");
    }
}
%typemap(freearg) rp_path "rp_java_forget($1);"
%typemap(out) rp_written {
    if (!(*jenv)->ExceptionCheck(jenv)) {
        $result = rp_java_written(jenv, &$1);
        rp_written_free(&$1);
    }
}

%typemap(jni) rp_progress "jobject"
%typemap(jtype) rp_progress "Progress"
%typemap(jstype) rp_progress "Progress"
%typemap(javain) rp_progress "$javainput"
%typemap(in) rp_progress (rp_java_listener to) {
    $1 = (rp_progress){NULL, NULL};
    if ($input && !(*jenv)->ExceptionCheck(jenv)) $1 = rp_java_listen(jenv, $input, &to);
}

%typemap(in, numinputs=0) rp_call *call (rp_call how) "how = (rp_call){REFPATH_OK, NULL}; $1 = &how;"
%typemap(argout) rp_call *call {
    if ($1->status != REFPATH_OK && !(*jenv)->ExceptionCheck(jenv)) {
        rp_java_raise(jenv, $1);
    }
}
%typemap(freearg) rp_call *call "rp_call_end($1);"

/* No handle may be missing, except those that say so by their name. */
%typemap(check) SWIGTYPE * {
    if (!$1 && !(*jenv)->ExceptionCheck(jenv)) {
        rp_java_throw(jenv, "java/lang/IllegalStateException", "this was closed");
    }
}
%typemap(check) rp_call *call, Case *known_or_none, Loading *loading_or_none, Problems *notes_or_none,
    Scope *items_or_none, Scope *recipients_or_none, Scope *purposes_or_none ""

/* An argument that was refused has left an exception: the call is not made, and what was copied is freed all the same. */
%typemap(out) size_t, int64_t, uint32_t "$result = (*jenv)->ExceptionCheck(jenv) ? 0 : (jlong)$1;"
%typemap(out) enum SWIGTYPE "$result = (*jenv)->ExceptionCheck(jenv) ? 0 : (jint)$1;"
%exception {
    if (!(*jenv)->ExceptionCheck(jenv)) {
        $action
    }
}
