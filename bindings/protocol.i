/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A protocol, and the questions that need no case. */
typedef struct {} Answer;
typedef struct {} Case;
typedef struct {} Protocol;

%newobject Protocol::load_file;
%newobject Protocol::load_memory;
%newobject Protocol::about;
%newobject Protocol::path;
%newobject Protocol::who;
%newobject Protocol::choices;
%newobject Protocol::list;
%newobject Protocol::analyse;
%extend Protocol {
    ~Protocol() { refpath_protocol_unref($self); }

    /* Both loads give nothing, and no exception, where documents are missing that `loading` has not been given. */
    static Protocol *load_file(rp_path path, Loading *loading_or_none, Problems *notes_or_none, rp_call *call) {
        Protocol *out = NULL;
        if (rp_call_begin(call)) {
            call->status = refpath_protocol_load_file(&out, path, loading_or_none ? &loading_or_none->options : NULL,
                                                      call->diags);
        }
        return Loading_done(loading_or_none, out, notes_or_none, call);
    }
    static Protocol *load_memory(rp_bytes content, rp_optional name, Loading *loading_or_none, Problems *notes_or_none,
                                 rp_call *call) {
        Protocol *out = NULL;
        if (rp_call_begin(call)) {
            call->status = refpath_protocol_load_memory(&out, content.at, content.n, name,
                                                        loading_or_none ? &loading_or_none->options : NULL, call->diags);
        }
        return Loading_done(loading_or_none, out, notes_or_none, call);
    }

    const char *fingerprint(void) { return refpath_protocol_fingerprint($self); }

    Answer *about(rp_call *call) {
        Answer *out = NULL;
        call->status = refpath_protocol_about(&out, $self);
        return out;
    }

    Answer *path(rp_text origin, rp_text target, rp_optional place, rp_optional purpose, Case *known_or_none, int64_t now,
                 rp_optional viewer, rp_call *call) {
        Answer *out = NULL;
        const refpath_path_question question = {sizeof question, origin, target, place, purpose, known_or_none, now,
                                                viewer};
        if (rp_call_begin(call)) {
            call->status = refpath_protocol_path(&out, $self, &question, call->diags);
        }
        return out;
    }

    Answer *who(rp_optional service, rp_optional role, rp_optional group, rp_optional duty, rp_optional place,
                rp_optional name, rp_optional viewer, int64_t now, rp_call *call) {
        Answer *out = NULL;
        const refpath_who_question question = {sizeof question, service, role, group, duty, place, name, viewer, now};
        if (rp_call_begin(call)) {
            call->status = refpath_protocol_who(&out, $self, &question, call->diags);
        }
        return out;
    }

    Answer *choices(rp_text fact, rp_call *call) {
        Answer *out = NULL;
        if (rp_call_begin(call)) {
            call->status = refpath_protocol_choices(&out, $self, fact, call->diags);
        }
        return out;
    }

    Answer *list(refpath_kind kind, rp_optional viewer, rp_call *call) {
        Answer *out = NULL;
        if (rp_call_begin(call)) {
            call->status = refpath_protocol_list(&out, $self, kind, viewer, call->diags);
        }
        return out;
    }

    /* No study: the usual one. Work: 0 for the usual bound. */
    Answer *analyse(refpath_analysis analysis, rp_bytes study_or_none, int64_t now, rp_optional viewer, int64_t min_cell,
                    int64_t work, rp_progress progress, rp_call *call);

    rp_written report(int64_t now, rp_optional viewer, rp_optional place, rp_optional language, rp_call *call);

    const char *label(refpath_kind kind, rp_text id, rp_optional language) {
        return refpath_protocol_label($self, kind, id, language);
    }
}
