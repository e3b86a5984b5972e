/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A part of an answer under the name of what it is; everything else that it says is in {@link #value()}. */
public abstract class Part {
    private final Value value;

    Part(Value value) {
        this.value = value;
    }

    /**
     * All that the answer says there.
     *
     * @return an object
     */
    public final Value value() {
        return value;
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName();
    }

    static <P> List<P> all(Value in, String key, Function<Value, P> make) {
        return in.list(key).stream().map(make).collect(Collectors.toUnmodifiableList());
    }
}
