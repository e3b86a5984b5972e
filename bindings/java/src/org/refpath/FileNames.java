/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;

/** The bytes of a file name, as the system has them, whatever the locale is. */
final class FileNames {
    private FileNames() {
    }

    static boolean isOfSystem(Path path) {
        return path.getFileSystem() == FileSystems.getDefault();
    }

    static byte[] bytes(Path path) {
        if (FileSystems.getDefault().getSeparator().equals("\\")) {
            return path.toString().getBytes(StandardCharsets.UTF_8);
        }
        byte[] whole = decoded(path.toAbsolutePath().toUri());
        if (path.isAbsolute()) {
            return trimmed(whole, 0);
        }
        byte[] here = decoded(Path.of("").toAbsolutePath().toUri());
        return trimmed(whole, here.length);
    }

    /** Without the "/" that a URI gives to a folder. */
    private static byte[] trimmed(byte[] name, int from) {
        int to = name.length;
        if (to - 1 > from && name[to - 1] == '/') {
            to--;
        }
        return Arrays.copyOfRange(name, Math.min(from, to), to);
    }

    private static byte[] decoded(URI uri) {
        String path = uri.getRawPath();
        byte[] bytes = new byte[path.length()];
        int n = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                c = (char) Integer.parseInt(path.substring(i + 1, i + 3), 16);
                i += 2;
            }
            bytes[n++] = (byte) c;
        }
        return Arrays.copyOf(bytes, n);
    }
}
