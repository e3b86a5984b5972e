/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A case, what is said of it, and the questions about it. */
typedef struct {} Scope;
typedef struct {} Numbers;

/* The ids that a consent names, or everything, said in so many words. */
%newobject Scope::make;
%extend Scope {
    ~Scope() { Scope_release($self); }
    static Scope *make(rp_call *call) { return rp_call_new(call, sizeof(Scope)); }
    void add(rp_text id, rp_call *call) {
        char **list = rp_call_grow(call, $self->ids, $self->n_ids, &$self->room, sizeof *list);
        if (list) {
            $self->ids = list;
            list[$self->n_ids] = rp_call_text(call, id, strlen(id));
            $self->n_ids += list[$self->n_ids] != NULL;
        }
    }
    void add_all(void) { $self->all = 1; }
}

/* Numbers that are possible. */
%newobject Numbers::make;
%extend Numbers {
    ~Numbers() { Numbers_release($self); }
    static Numbers *make(rp_call *call) { return rp_call_new(call, sizeof(Numbers)); }
    void add(int32_t number, rp_call *call) {
        int32_t *list = rp_call_grow(call, $self->at, $self->n, &$self->room, sizeof *list);
        if (list) {
            $self->at = list;
            list[$self->n++] = number;
        }
    }
}


%newobject Case::make;
%newobject Case::read;
%newobject Case::copy;
%newobject Case::protocol;
%newobject Case::consent;
%newobject Case::plan;
%newobject Case::ask;
%extend Case {
    ~Case() { refpath_case_free($self); }

    /* An empty case: every fact open, no holder, no consents. */
    static Case *make(Protocol *protocol, rp_call *call) {
        Case *out = NULL;
        call->status = refpath_case_new(&out, protocol, NULL);
        return out;
    }
    static Case *read(Protocol *protocol, rp_bytes json, rp_call *call) {
        Case *out = NULL;
        if (rp_call_begin(call)) {
            call->status = refpath_case_read(&out, protocol, json.at, json.n, NULL, call->diags);
        }
        return out;
    }
    Case *copy(rp_call *call) {
        Case *out = NULL;
        call->status = refpath_case_copy(&out, $self);
        return out;
    }
    Protocol *protocol(void) { return refpath_protocol_ref(refpath_case_protocol($self)); }

    void set_id(rp_optional id, rp_call *call) {
        if (rp_call_begin(call)) {
            call->status = refpath_case_set_id($self, id, call->diags);
        }
    }
    void set_holder(rp_optional holder, rp_call *call) {
        if (rp_call_begin(call)) {
            call->status = refpath_case_set_holder($self, holder, call->diags);
        }
    }
    void set_place(rp_optional place, rp_call *call) {
        if (rp_call_begin(call)) {
            call->status = refpath_case_set_place($self, place, call->diags);
        }
    }
    void set_number(rp_text fact, int32_t least, int32_t most, rp_call *call) {
        if (rp_call_begin(call)) {
            call->status = refpath_case_set_number($self, fact, least, most, call->diags);
        }
    }
    void set_numbers(rp_text fact, Numbers *values, rp_call *call) {
        if (rp_call_begin(call)) {
            call->status = refpath_case_set_numbers($self, fact, values->at, values->n, call->diags);
        }
    }
    void set_term(rp_text fact, rp_text term, refpath_truth truth, rp_call *call) {
        if (rp_call_begin(call)) {
            call->status = refpath_case_set_term($self, fact, term, truth, call->diags);
        }
    }
    void set_complete(rp_text fact, rp_call *call) {
        if (rp_call_begin(call)) {
            call->status = refpath_case_set_complete($self, fact, call->diags);
        }
    }
    void set_flag(rp_text fact, refpath_truth truth, rp_call *call) {
        if (rp_call_begin(call)) {
            call->status = refpath_case_set_flag($self, fact, truth, call->diags);
        }
    }
    void set_clock(rp_text clock, rp_optional begin, rp_optional end, rp_call *call) {
        if (rp_call_begin(call)) {
            call->status = refpath_case_set_clock($self, clock, begin, end, call->diags);
        }
    }
    void set_unknown(rp_text fact, bool unknown, rp_call *call) {
        if (rp_call_begin(call)) {
            call->status = refpath_case_set_unknown($self, fact, unknown, call->diags);
        }
    }
    void add_avoid(rp_text who, rp_call *call) {
        if (rp_call_begin(call)) {
            call->status = refpath_case_add_avoid($self, who, call->diags);
        }
    }
    void add_consent(rp_text by, bool given, int64_t at, rp_optional kind, rp_optional form, Scope *items_or_none,
                     Scope *recipients_or_none, Scope *purposes_or_none, int64_t until, int64_t withdrawn,
                     rp_call *call) {
        const refpath_consent_record record = {sizeof record,
                                               by,
                                               given,
                                               at,
                                               kind,
                                               form,
                                               Scope_view(items_or_none),
                                               Scope_view(recipients_or_none),
                                               Scope_view(purposes_or_none),
                                               until,
                                               withdrawn};
        if (rp_call_begin(call)) {
            call->status = refpath_case_add_consent($self, &record, call->diags);
        }
    }
    void add_done(rp_text step, int64_t at, rp_optional actor, rp_text outcome, rp_call *call) {
        const refpath_done_record record = {sizeof record, step, at, actor, outcome};
        if (rp_call_begin(call)) {
            call->status = refpath_case_add_done($self, &record, call->diags);
        }
    }

    void check(int64_t now, rp_call *call) {
        if (rp_call_begin(call)) {
            call->status = refpath_case_check($self, now, call->diags);
        }
    }
    rp_written write(rp_call *call) {
        rp_written to = {NULL, 0, 0};
        call->status = refpath_case_write($self, rp_collect, &to);
        return to;
    }

    /* Without a sender it is the holder. */
    Answer *consent(rp_text item, rp_text recipient, rp_text purpose, rp_optional sender, int64_t at, bool explain,
                    rp_call *call) {
        Answer *out = NULL;
        const refpath_consent_question question = {sizeof question, item, recipient, purpose, sender, at, explain};
        if (rp_call_begin(call)) {
            call->status = refpath_case_consent(&out, $self, &question, call->diags);
        }
        return out;
    }
    Answer *plan(int64_t now, rp_call *call) {
        Answer *out = NULL;
        if (rp_call_begin(call)) {
            call->status = refpath_case_plan(&out, $self, now, call->diags);
        }
        return out;
    }
    Answer *ask(int64_t now, rp_call *call) {
        Answer *out = NULL;
        if (rp_call_begin(call)) {
            call->status = refpath_case_ask(&out, $self, now, call->diags);
        }
        return out;
    }
}
