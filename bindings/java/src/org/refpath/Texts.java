/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** Texts that go in as bytes. */
final class Texts {
    private Texts() {
    }

    static byte[] utf8(String text, String name) {
        Objects.requireNonNull(text, name);
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] exact = Arrays.copyOf(bytes.array(), bytes.limit());
            Arrays.fill(bytes.array(), (byte) 0);
            return exact;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a String with half a surrogate pair is not text");
        }
    }
}
