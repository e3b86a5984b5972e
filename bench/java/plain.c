/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* For Cost.java: a call that does nothing, which is what any call from Java into C costs at the least; and plans in C alone. */
#include <jni.h>

#include <refpath.h>

#include <time.h>

/* Where the protocol and the case come from. */
static refpath_status prepare(JNIEnv *env, jbyteArray xml, jbyteArray json, refpath_protocol **protocol, refpath_case **of) {
    jbyte *xml_bytes = (*env)->GetByteArrayElements(env, xml, NULL);
    jbyte *json_bytes = (*env)->GetByteArrayElements(env, json, NULL);
    refpath_status status = REFPATH_OUT_OF_MEMORY;
    if (xml_bytes && json_bytes) {
        status = refpath_protocol_load_memory(protocol, (const char *)xml_bytes, (size_t)(*env)->GetArrayLength(env, xml), NULL,
                                              NULL, NULL);
    }
    if (status == REFPATH_OK) {
        status = refpath_case_read(of, *protocol, (const char *)json_bytes, (size_t)(*env)->GetArrayLength(env, json), NULL, NULL);
    }
    if (xml_bytes) (*env)->ReleaseByteArrayElements(env, xml, xml_bytes, JNI_ABORT);
    if (json_bytes) (*env)->ReleaseByteArrayElements(env, json, json_bytes, JNI_ABORT);
    return status;
}

JNIEXPORT jint JNICALL Java_Cost_nothing(JNIEnv *env, jclass of) {
    (void)env;
    (void)of;
    return 0;
}

/* Nanoseconds of a plan, the fastest round of all; negative: it failed. */
JNIEXPORT jdouble JNICALL Java_Cost_inC(JNIEnv *env, jclass of, jbyteArray xml, jbyteArray json, jlong now, jint times, jint rounds) {
    refpath_protocol *protocol = NULL;
    refpath_case *girl = NULL;
    refpath_status status = prepare(env, xml, json, &protocol, &girl);
    double best = -1;
    (void)of;
    for (jint round = 0; round < rounds && status == REFPATH_OK; round++) {
        struct timespec begin, end;
        double taken;
        clock_gettime(CLOCK_MONOTONIC, &begin);
        for (jint i = 0; i < times && status == REFPATH_OK; i++) {
            refpath_answer *answer = NULL;
            status = refpath_case_plan(&answer, girl, now, NULL);
            refpath_answer_unref(answer);
        }
        clock_gettime(CLOCK_MONOTONIC, &end);
        taken = ((double)(end.tv_sec - begin.tv_sec) * 1e9 + (double)(end.tv_nsec - begin.tv_nsec)) / times;
        if (best < 0 || taken < best) best = taken;
    }
    refpath_case_free(girl);
    refpath_protocol_unref(protocol);
    return status == REFPATH_OK ? best : -1;
}
