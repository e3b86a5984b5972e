/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A protocol in the making. Elements are numbers; 0 is none. */
typedef struct {} Draft;
typedef uint32_t refpath_element;

%newobject Draft::make;
%newobject Draft::from_protocol;
%newobject Draft::compile;
%extend Draft {
    ~Draft() { refpath_draft_free($self); }

    /* An empty draft: a protocol with this id, version "1", status draft, in this language. */
    static Draft *make(rp_text id, rp_text language, rp_call *call) {
        Draft *out = NULL;
        call->status = refpath_draft_new(&out, id, language, NULL);
        return out;
    }
    static Draft *from_protocol(Protocol *protocol, rp_call *call) {
        Draft *out = NULL;
        call->status = refpath_draft_from_protocol(&out, protocol, NULL);
        return out;
    }

    refpath_element root(void) { return refpath_draft_root($self); }
    refpath_element find(rp_optional name, rp_text id) { return refpath_draft_find($self, name, id); }
    refpath_element add(refpath_element parent, rp_text name, rp_call *call) {
        refpath_element out = 0;
        if (rp_call_begin(call)) {
            call->status = refpath_draft_add($self, &out, parent, name, call->diags);
        }
        return out;
    }
    void set(refpath_element element, rp_text attribute, rp_optional value, rp_call *call) {
        if (rp_call_begin(call)) {
            call->status = refpath_draft_set($self, element, attribute, value, call->diags);
        }
    }
    void text(refpath_element element, rp_text text, rp_call *call) {
        if (rp_call_begin(call)) {
            call->status = refpath_draft_text($self, element, text, call->diags);
        }
    }
    void remove(refpath_element element, rp_call *call) {
        call->status = refpath_draft_remove($self, element);
    }

    Protocol *compile(Loading *loading_or_none, Problems *notes_or_none, rp_call *call) {
        Protocol *out = NULL;
        if (rp_call_begin(call)) {
            call->status = refpath_draft_compile(&out, $self, loading_or_none ? &loading_or_none->options : NULL,
                                                 call->diags);
        }
        Problems_keep(notes_or_none, call);
        return out;
    }
    rp_written write(rp_call *call) {
        rp_written to = {NULL, 0, 0};
        call->status = refpath_draft_write($self, rp_collect, &to);
        return to;
    }
}
