/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Options of a load: limits, and the documents that the caller has. */
typedef struct {} Loading;

%newobject Loading::make;
%extend Loading {
    ~Loading() { Loading_release($self); }

    static Loading *make(rp_call *call) {
        Loading *made = rp_call_new(call, sizeof *made);
        if (made) {
            made->options.size = sizeof made->options;
        }
        return made;
    }

    /* Lowers a limit: "most-bytes", "most-documents", "most-depth", "most-attributes", "most-elements", "most-value",
       "most-tests", "most-chain", "most-tables" or "most-work"; 0 is the usual one. */
    void set_limit(rp_text name, int64_t most, rp_call *call);

    /* Included documents come from the caller alone, not from files. */
    void from_caller(void) {
        $self->options.include = Loading_include;
        $self->options.user = $self;
    }

    /* Gives a document by the name it is included by; the bytes are copied. */
    void give(rp_text name, rp_bytes content, rp_call *call) {
        Document *document = Loading_note($self, name, call);
        char *copy = document ? rp_call_text(call, content.at, content.n) : NULL;
        if (copy) {
            free(document->bytes);
            document->bytes = copy;
            document->n = content.n;
            document->answered = true;
        }
    }

    /* Says that there is no such document. */
    void give_none(rp_text name, rp_call *call) {
        Document *document = Loading_note($self, name, call);
        if (document) {
            document->answered = true;
        }
    }

    /* How many documents the last load asked for in vain, and which. */
    size_t missing(void);
    const char *nth_missing(size_t index);
}
