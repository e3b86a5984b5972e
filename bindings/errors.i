/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * What went wrong. An exception of any language has a status and a list of problems; both are the library's own, so that
 * no code and no sentence is written down a second time.
 */
typedef struct {} Problems;

%newobject Problems::make;
%extend Problems {
    ~Problems() { Problems_release($self); }

    /* An empty list, to hand to a load that shall keep its warnings and notes there. */
    static Problems *make(rp_call *call) {
        Problems *made = rp_call_new(call, sizeof *made);
        if (made) {
            call->status = refpath_diags_new(&made->diags, 0, NULL);
        }
        return made;
    }

    size_t count(void) { return refpath_diags_count($self->diags); }
    size_t lost(void) { return refpath_diags_lost($self->diags); }

    const char *code(size_t index, rp_call *call) {
        refpath_problem problem = {.size = sizeof problem};
        call->status = refpath_diags_get($self->diags, index, &problem);
        return problem.code;
    }
    refpath_severity severity(size_t index, rp_call *call) {
        refpath_problem problem = {.size = sizeof problem, .severity = REFPATH_SEVERITY_ERROR};
        call->status = refpath_diags_get($self->diags, index, &problem);
        return problem.severity;
    }

    /* Where: the problem's own place has the number 0, what it is related to follows. */
    size_t places(size_t index, rp_call *call) {
        refpath_problem problem = {.size = sizeof problem};
        call->status = refpath_diags_get($self->diags, index, &problem);
        return call->status == REFPATH_OK ? problem.n_related + 1 : 0;
    }
    const char *file(size_t index, size_t place, rp_call *call) { return rp_place($self, index, place, call).file; }
    int64_t line(size_t index, size_t place, rp_call *call) { return rp_place($self, index, place, call).line; }
    int64_t column(size_t index, size_t place, rp_call *call) { return rp_place($self, index, place, call).column; }

    size_t arguments(size_t index, rp_call *call) {
        refpath_problem problem = {.size = sizeof problem};
        call->status = refpath_diags_get($self->diags, index, &problem);
        return problem.n_arguments;
    }
    const char *argument_name(size_t index, size_t nth, rp_call *call) {
        return rp_argument($self, index, nth, call).name;
    }
    const char *argument_value(size_t index, size_t nth, rp_call *call) {
        return rp_argument($self, index, nth, call).value;
    }

    /* The sentence of one problem; a language that has no texts falls back by its own chain. */
    rp_written sentence(size_t index, rp_optional language, rp_call *call) {
        return rp_sentence($self->diags, index, language, call);
    }

    rp_written write(refpath_diags_format format, rp_optional language, rp_call *call) {
        rp_written to = {NULL, 0, 0};
        call->status = refpath_diags_write($self->diags, format, language, rp_collect, &to);
        return to;
    }
}
