/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Calls back into Java while a long call runs, in the thread of the call. */
#ifndef REFPATH_BINDINGS_JAVA_PROGRESS_H
#define REFPATH_BINDINGS_JAVA_PROGRESS_H

#include "call.h"

#include <jni.h>

typedef struct rp_java_listener {
    JNIEnv *env;
    jobject told;
    jmethodID goes_on;
} rp_java_listener;

/* An exception of the listener's own stops the call, and stays. */
static inline int rp_java_progress(uint64_t done, uint64_t total, void *user) {
    const rp_java_listener *to = user;
    const jboolean go = (*to->env)->CallBooleanMethod(to->env, to->told, to->goes_on, (jlong)done, (jlong)total);
    return (*to->env)->ExceptionCheck(to->env) || !go;
}

/* Leaves an exception where `told` is nothing that can be called. */
static inline rp_progress rp_java_listen(JNIEnv *env, jobject told, rp_java_listener *to) {
    jclass class_of = (*env)->GetObjectClass(env, told);
    *to = (rp_java_listener){env, told, (*env)->GetMethodID(env, class_of, "goesOn", "(JJ)Z")};
    (*env)->DeleteLocalRef(env, class_of);
    return (rp_progress){rp_java_progress, to};
}

#endif
