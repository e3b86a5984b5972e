/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Python: how texts, bytes, file names and failures cross. Wrong arguments end in an exception that repeats none of them,
 * for they may be facts of a child.
 */
%rename(file_) Problems::file; /* Names of Python's own. */
%rename(list_) Protocol::list;
%rename(next_) Value::next;
%rename(set_) Draft::set;
%rename(compile_) Draft::compile;
%feature("autodoc", "0");
%feature("python:nondynamic");
%define %refpath_doc(refpath_verb, refpath_says)
%feature("docstring") refpath_verb refpath_says;
%enddef

%{
/* UTF-8 of a str, which lives as long as the object; NULL with an exception. */
static const char *rp_python_text(PyObject *from) {
    Py_ssize_t n = 0;
    const char *text;
    if (!PyUnicode_Check(from)) {
        PyErr_SetString(PyExc_TypeError, "a str is needed here");
        return NULL;
    }
    text = PyUnicode_AsUTF8AndSize(from, &n);
    if (!text) {
        if (PyErr_ExceptionMatches(PyExc_UnicodeError)) {
            PyErr_Clear();
            PyErr_SetString(PyExc_ValueError, "a str with a lone surrogate is not text");
        }
        return NULL;
    }
    if (memchr(text, '\0', (size_t)n)) {
        PyErr_SetString(PyExc_ValueError, "a str with a zero character is not text");
        return NULL;
    }
    return text;
}

/* The bytes of an object, which live as long as it does; false with an exception. */
static bool rp_python_bytes(PyObject *from, rp_bytes *to) {
    if (!PyBytes_Check(from)) {
        PyErr_SetString(PyExc_TypeError, "bytes are needed here");
        return false;
    }
    to->at = PyBytes_AsString(from);
    to->n = (size_t)PyBytes_Size(from);
    return true;
}

/* Raises what refpath.errors makes of a status and its problems. */
static void rp_python_raise(rp_call *call, const char *where) {
    Problems *problems;
    PyObject *list, *module, *made;
    if (PyErr_Occurred()) {
        return; /* of who was told how far it is: that is why the call ended */
    }
    problems = Problems_take(call);
    if (problems) {
        list = SWIG_NewPointerObj(problems, SWIGTYPE_p_Problems, SWIG_POINTER_OWN);
    } else {
        list = Py_NewRef(Py_None);
    }
    module = list ? PyImport_ImportModule("refpath.errors") : NULL;
    made = module ? PyObject_CallMethod(module, "failure", "iNs", (int)call->status, Py_NewRef(list), where) : NULL;
    if (made) {
        PyErr_SetObject((PyObject *)Py_TYPE(made), made);
    }
    Py_XDECREF(made);
    Py_XDECREF(module);
    Py_XDECREF(list);
}

/* How far a call is. Called without the interpreter's lock. Where nobody wants to know, Ctrl-C ends the call all the same. */
static int rp_python_progress(uint64_t done, uint64_t total, void *user) {
    const PyGILState_STATE lock = PyGILState_Ensure();
    int stop = PyErr_CheckSignals();
    if (!stop && user != Py_None) {
        PyObject *said = PyObject_CallFunction(user, "KK", (unsigned long long)done, (unsigned long long)total);
        stop = !said || said == Py_False;
        Py_XDECREF(said);
    }
    PyGILState_Release(lock);
    return stop;
}
%}

%typemap(in) rp_text { $1 = rp_python_text($input); if (!$1) SWIG_fail; }
%typemap(in) rp_optional {
    $1 = NULL;
    if ($input != Py_None) {
        $1 = rp_python_text($input);
        if (!$1) SWIG_fail;
    }
}
%typemap(in) rp_path (PyObject *name = NULL) {
    if (!PyUnicode_FSConverter($input, &name)) SWIG_fail;
    $1 = PyBytes_AsString(name);
}
%typemap(freearg) rp_path "Py_XDECREF(name$argnum);"
%typemap(in) rp_bytes { if (!rp_python_bytes($input, &$1)) SWIG_fail; }
%typemap(in) rp_bytes study_or_none {
    $1.at = NULL;
    $1.n = 0;
    if ($input != Py_None && !rp_python_bytes($input, &$1)) SWIG_fail;
}
%typemap(in) rp_progress "$1.call = rp_python_progress; $1.user = $input;"
%typemap(out) rp_written {
    $result = PyBytes_FromStringAndSize($1.at, (Py_ssize_t)$1.n);
    rp_written_free(&$1);
}

%typemap(in, numinputs=0) rp_call *call (rp_call how) "how = (rp_call){REFPATH_OK, NULL}; $1 = &how;"
%typemap(argout) rp_call *call {
    if ($1->status != REFPATH_OK) {
        Py_CLEAR($result);
        rp_python_raise($1, "$symname");
        SWIG_fail;
    }
}
%typemap(freearg) rp_call *call "rp_call_end($1);"

/* No handle may be missing, except those that say so by their name. */
%typemap(check) SWIGTYPE * {
    if (!$1) {
        PyErr_SetString(PyExc_TypeError, "None is nothing that can be used here");
        SWIG_fail;
    }
}
%typemap(check) rp_call *call, Case *known_or_none, Loading *loading_or_none, Problems *notes_or_none,
    Scope *items_or_none, Scope *recipients_or_none, Scope *purposes_or_none ""

/* The interpreter goes on while a long call runs. */
%nothread;
%thread Protocol::load_file;
%thread Protocol::load_memory;
%thread Protocol::path;
%thread Protocol::who;
%thread Protocol::list;
%thread Protocol::analyse;
%thread Protocol::report;
%thread Case::read;
%thread Case::consent;
%thread Case::plan;
%thread Case::ask;
%thread Answer::json;
%thread Answer::text;
%thread Answer::table;
%thread Answer::draw;
%thread Draft::from_protocol;
%thread Draft::compile;
%thread Draft::write;
