/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.util.List;
import java.util.function.Consumer;

/** The ids that a consent names, or everything. */
final class Scope {
    private final List<String> ids;

    private Scope(List<String> ids) {
        this.ids = ids;
    }

    static Scope of(String... ids) {
        return new Scope(List.of(ids));
    }

    static Scope everything() {
        return new Scope(null);
    }

    /** Calls with what the library takes for it; for none with none. */
    static void using(Scope scope, Consumer<CoreScope> call) {
        if (scope == null) {
            call.accept(null);
            return;
        }
        CoreScope core = CoreScope.make();
        try {
            if (scope.ids == null) {
                core.add_all();
            } else {
                scope.ids.forEach(core::add);
            }
            call.accept(core);
        } finally {
            core.delete();
        }
    }
}
