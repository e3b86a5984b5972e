/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * hand: an extension written by hand against Python's C interface, with no more than a plan needs: what a binding can cost
 * at the least. And the same calls in a loop in C, in the same process, to hold everything against.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <refpath.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* What was written. */
typedef struct text {
    char *at;
    size_t n;
    size_t room;
} text;

static refpath_status collect(void *user, const char *bytes, size_t length) {
    text *to = user;
    if (to->n + length > to->room) {
        size_t room = (to->n + length) * 2;
        char *more = realloc(to->at, room);
        if (!more) return REFPATH_OUT_OF_MEMORY;
        to->at = more;
        to->room = room;
    }
    memcpy(to->at + to->n, bytes, length);
    to->n += length;
    return REFPATH_OK;
}

static PyObject *failed(refpath_status status) {
    return PyErr_Format(PyExc_RuntimeError, "status %d", (int)status);
}

static void drop_protocol(PyObject *capsule) {
    refpath_protocol_unref(PyCapsule_GetPointer(capsule, "protocol"));
}

static void drop_case(PyObject *capsule) {
    refpath_case_free(PyCapsule_GetPointer(capsule, "case"));
}

static PyObject *load(PyObject *self, PyObject *arguments) {
    const char *xml;
    Py_ssize_t n;
    refpath_protocol *protocol = NULL;
    refpath_status status;
    (void)self;
    if (!PyArg_ParseTuple(arguments, "y#", &xml, &n)) return NULL;
    status = refpath_protocol_load_memory(&protocol, xml, (size_t)n, NULL, NULL, NULL);
    return status ? failed(status) : PyCapsule_New(protocol, "protocol", drop_protocol);
}

static PyObject *read_case(PyObject *self, PyObject *arguments) {
    PyObject *capsule;
    const char *json;
    Py_ssize_t n;
    refpath_protocol *protocol;
    refpath_case *of = NULL;
    refpath_status status;
    (void)self;
    if (!PyArg_ParseTuple(arguments, "Oy#", &capsule, &json, &n)) return NULL;
    protocol = PyCapsule_GetPointer(capsule, "protocol");
    if (!protocol) return NULL;
    status = refpath_case_read(&of, protocol, json, (size_t)n, NULL, NULL);
    return status ? failed(status) : PyCapsule_New(of, "case", drop_case);
}

/* A plan, told as JSON into `to` where there is one. */
static refpath_status plan_once(const refpath_case *of, int64_t now, text *to) {
    refpath_answer *answer = NULL;
    refpath_status status = refpath_case_plan(&answer, of, now, NULL);
    if (status == REFPATH_OK && to) {
        to->n = 0;
        status = refpath_answer_json(answer, collect, to);
    }
    refpath_answer_unref(answer);
    return status;
}

/* plan(case, now, told): None, or the JSON. */
static PyObject *plan(PyObject *self, PyObject *arguments) {
    PyObject *capsule, *out;
    long long now;
    int told;
    refpath_case *of;
    refpath_status status;
    text to = {NULL, 0, 0};
    (void)self;
    if (!PyArg_ParseTuple(arguments, "OLp", &capsule, &now, &told)) return NULL;
    of = PyCapsule_GetPointer(capsule, "case");
    if (!of) return NULL;
    Py_BEGIN_ALLOW_THREADS
    status = plan_once(of, now, told ? &to : NULL);
    Py_END_ALLOW_THREADS
    out = status ? failed(status) : told ? PyBytes_FromStringAndSize(to.at, (Py_ssize_t)to.n) : Py_NewRef(Py_None);
    free(to.at);
    return out;
}

/* in_c(case, now, told, times): seconds that so many plans take in C. */
static PyObject *in_c(PyObject *self, PyObject *arguments) {
    PyObject *capsule;
    long long now;
    int told, times;
    refpath_case *of;
    refpath_status status = REFPATH_OK;
    struct timespec begin, end;
    (void)self;
    if (!PyArg_ParseTuple(arguments, "OLpi", &capsule, &now, &told, &times)) return NULL;
    of = PyCapsule_GetPointer(capsule, "case");
    if (!of) return NULL;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    for (int i = 0; i < times && status == REFPATH_OK; i++) {
        text to = {NULL, 0, 0};
        status = plan_once(of, now, told ? &to : NULL);
        free(to.at);
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    return status ? failed(status)
                  : PyFloat_FromDouble((double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) * 1e-9);
}

static PyMethodDef functions[] = {
    {"load", load, METH_VARARGS, "load(xml): a protocol."},
    {"case", read_case, METH_VARARGS, "case(protocol, json): a case."},
    {"plan", plan, METH_VARARGS, "plan(case, now, told): None, or the JSON."},
    {"in_c", in_c, METH_VARARGS, "in_c(case, now, told, times): seconds in C."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "hand", NULL, -1, functions, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_hand(void);
PyMODINIT_FUNC PyInit_hand(void) {
    return PyModule_Create(&module);
}
