/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An object of the C library that goes when it is closed, or when nobody can reach its owner any more, but never under a
 * call: a call in another thread ends first, and the last to leave frees. So it makes no difference which comes first, the
 * end of a call, close(), or the garbage collector.
 */
final class Handle<T> {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final int CLOSED = Integer.MIN_VALUE;

    private final T core;
    private final String what;
    private final Consumer<T> delete;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile Cleaner.Cleanable cleanable;

    private Handle(T core, String what, Consumer<T> delete) {
        this.core = core;
        this.what = what;
        this.delete = delete;
    }

    /** A handle that lives as long as its owner, which is what `what` says in exceptions. */
    static <T> Handle<T> of(Object owner, T core, String what, Consumer<T> delete) {
        Handle<T> made = new Handle<>(core, what, delete);
        made.cleanable = CLEANER.register(owner, made::release);
        return made;
    }

    /** Calls with the object. IllegalStateException where it was closed. */
    <R> R use(Function<? super T, ? extends R> call) {
        enter();
        try {
            return call.apply(core);
        } finally {
            leave();
        }
    }

    /** As use(), for calls that give nothing. */
    void act(Consumer<? super T> call) {
        enter();
        try {
            call.accept(core);
        } finally {
            leave();
        }
    }

    boolean isOpen() {
        return calls.get() >= 0;
    }

    void check() {
        if (!isOpen()) {
            throw new IllegalStateException("this " + what + " was closed");
        }
    }

    void close() {
        cleanable.clean();
    }

    private void enter() {
        int before;
        do {
            before = calls.get();
            if (before < 0) {
                throw new IllegalStateException("this " + what + " was closed");
            }
        } while (!calls.compareAndSet(before, before + 1));
    }

    private void leave() {
        if (calls.decrementAndGet() == CLOSED) {
            delete.accept(core);
        }
    }

    private void release() {
        int before;
        do {
            before = calls.get();
            if (before < 0) {
                return;
            }
        } while (!calls.compareAndSet(before, before | CLOSED));
        if (before == 0) {
            delete.accept(core);
        }
    }
}
