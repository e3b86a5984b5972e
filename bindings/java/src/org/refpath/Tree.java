/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An answer of the library, with the places in it that have been looked at; they go together. */
final class Tree {
    private final CoreAnswer core;
    private final List<CoreValue> places = new ArrayList<>();

    Tree(CoreAnswer core) {
        this.core = core;
    }

    CoreAnswer core() {
        return core;
    }

    synchronized Value root(Answer answer) {
        return kept(answer, null, core.root());
    }

    /** The children of a place, each told at once but for what lies in it. */
    synchronized List<Value> children(Answer answer, CoreValue of) {
        List<Value> children = new ArrayList<>((int) of.size());
        CoreValue at = of.at(0);
        while (at != null) {
            CoreValue next;
            try {
                next = at.next();
            } catch (RuntimeException | Error e) {
                at.delete();
                throw e;
            }
            children.add(kept(answer, at.key(), at));
            at = next;
        }
        return Collections.unmodifiableList(children);
    }

    private Value kept(Answer answer, String key, CoreValue at) {
        ValueKind kind = at.get_kind();
        if (kind == ValueKind.OBJECT || kind == ValueKind.ARRAY) {
            places.add(at);
            return new Value(answer, key, kind, null, at.size(), at);
        }
        Value made = new Value(answer, key, kind, at.string(), at.integer(), null);
        at.delete();
        return made;
    }

    void delete() {
        places.forEach(CoreValue::delete);
        core.delete();
    }
}
