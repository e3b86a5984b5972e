/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Properties;

/**
 * Finds the part of refpath that is not Java, once, in this order: in the folder that the property
 * {@code refpath.library.path} names (it must be there then); where {@link System#loadLibrary} looks; in the jar, from which
 * it is copied into a folder of its own that only this user can read.
 */
final class NativeLibrary {
    private static final String NAME = "refpathjni";

    private NativeLibrary() {
    }

    static void load() {
        String folder = System.getProperty("refpath.library.path");
        if (folder != null) {
            loadFrom(Path.of(folder).resolve(System.mapLibraryName(NAME)));
        } else if (!isLoadedFromPath()) {
            loadFromJar();
        }
        checkVersion();
    }

    /** Where the library of this system stands in the jar. */
    static String inJar() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String kind = system.startsWith("mac") ? "darwin" : system.startsWith("win") ? "windows" : system.replace(" ", "");
        if (machine.equals("amd64")) {
            machine = "x86_64";
        } else if (machine.matches("i.86")) {
            machine = "x86";
        }
        return "native/" + kind + "-" + machine + "/" + System.mapLibraryName(NAME);
    }

    private static void loadFrom(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UnsatisfiedLinkError("the property refpath.library.path names a folder without " + file.getFileName());
        }
        System.load(file.toAbsolutePath().toString());
    }

    private static boolean isLoadedFromPath() {
        try {
            System.loadLibrary(NAME);
            return true;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    private static void loadFromJar() {
        try (InputStream from = NativeLibrary.class.getResourceAsStream(inJar())) {
            if (from == null) {
                throw new UnsatisfiedLinkError("refpath: no library on java.library.path, and none in the jar for this system ("
                        + inJar() + "); the property refpath.library.path can name its folder");
            }
            Path folder = Files.createTempDirectory("refpath");
            Path file = folder.resolve(System.mapLibraryName(NAME));
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            Files.copy(from, file, StandardCopyOption.REPLACE_EXISTING);
            System.load(file.toString());
            /* What is loaded stays loaded; where the system does not let go of the file, it goes when the program ends. */
            if (file.toFile().delete()) {
                folder.toFile().delete();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("refpath: the library cannot be copied out of the jar; the property "
                    + "refpath.library.path can name a folder that has it", e);
        }
    }

    private static void checkVersion() {
        try (InputStream from = NativeLibrary.class.getResourceAsStream("refpath.properties")) {
            if (from == null) {
                return;
            }
            Properties built = new Properties();
            built.load(from);
            String wanted = built.getProperty("version");
            if (!coreJNI.version().equals(wanted)) {
                throw new UnsatisfiedLinkError("refpath: the library is of version " + coreJNI.version()
                        + ", the classes are of version " + wanted);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
