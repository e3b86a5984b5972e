/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* An answer, told, printed or walked. A value that is absent is none. */
typedef struct {} Value;

%newobject Value::at;
%newobject Value::next;
%newobject Value::get;
%extend Value {
    ~Value() { Value_release($self); }

    refpath_value_kind get_kind(void) { return refpath_value_get_kind($self->at); }
    size_t size(void) { return refpath_value_size($self->at); }
    const char *key(void) { return refpath_value_key($self->at); }
    Value *at(size_t index, rp_call *call) {
        return Value_of($self->answer, refpath_value_at($self->at, index), call);
    }
    Value *next(rp_call *call) { return Value_of($self->answer, refpath_value_next($self->at), call); }
    Value *get(rp_text key, rp_call *call) { return Value_of($self->answer, refpath_value_get($self->at, key), call); }
    const char *string(void) { return refpath_value_string($self->at); }
    int64_t integer(void) { return refpath_value_integer($self->at); }
}

%newobject Answer::protocol;
%newobject Answer::root;
%extend Answer {
    ~Answer() { refpath_answer_unref($self); }

    refpath_answer_kind get_kind(void) { return refpath_answer_get_kind($self); }
    Protocol *protocol(void) { return refpath_protocol_ref(refpath_answer_protocol($self)); }
    Value *root(rp_call *call) { return Value_of($self, refpath_answer_root($self), call); }
    rp_written json(rp_call *call) {
        rp_written to = {NULL, 0, 0};
        call->status = refpath_answer_json($self, rp_collect, &to);
        return to;
    }

    /* Columns: 0 for the usual 100. */
    rp_written text(rp_optional language, bool colour, bool plain, int width, rp_call *call) {
        rp_written to = {NULL, 0, 0};
        const refpath_text_options options = {sizeof options, language, colour, plain, width};
        call->status = refpath_answer_text($self, &options, rp_collect, &to);
        return to;
    }

    /* As CSV; no table: the first. */
    rp_written table(rp_optional table, int64_t min_cell, rp_call *call);
    rp_written draw(refpath_picture format, refpath_view view, rp_optional language, rp_call *call);
}
