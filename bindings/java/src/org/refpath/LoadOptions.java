/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How to load: what the document is called, where included documents come from, limits. Every limit can be lowered; past one
 * there is a {@link LimitExceededException}, never a slow success.
 */
public final class LoadOptions {
    private final Map<String, Long> limits = new LinkedHashMap<>();
    private String name;
    private Include include;

    /** The usual ones. */
    public LoadOptions() {
    }

    /** Where included documents come from. */
    @FunctionalInterface
    public interface Include {
        /**
         * Gives a document. Exceptions of its own come back from the load as they are.
         *
         * @param name  relative to the outermost document, never leading out of its folder
         * @return its bytes, or null where there is none
         */
        byte[] read(String name);
    }

    /**
     * What problems and the fingerprint call a document that is loaded from memory.
     *
     * @param of  for example "mission.xml"
     * @return this
     */
    public LoadOptions name(String of) {
        name = Objects.requireNonNull(of, "of");
        return this;
    }

    /**
     * Where included documents come from, instead of files.
     *
     * @param from  gives them
     * @return this
     */
    public LoadOptions include(Include from) {
        include = Objects.requireNonNull(from, "from");
        return this;
    }

    /**
     * The included documents, by name.
     *
     * @param documents  their bytes
     * @return this
     */
    public LoadOptions include(Map<String, byte[]> documents) {
        Map<String, byte[]> copy = Map.copyOf(documents);
        return include(copy::get);
    }

    /**
     * Bytes of all documents together, at most.
     *
     * @param most  0 for the usual limit
     * @return this
     */
    public LoadOptions mostBytes(long most) {
        return limit("most-bytes", most);
    }

    /**
     * Documents, at most.
     *
     * @param most  0 for the usual limit
     * @return this
     */
    public LoadOptions mostDocuments(long most) {
        return limit("most-documents", most);
    }

    /**
     * Elements in one another, at most.
     *
     * @param most  0 for the usual limit
     * @return this
     */
    public LoadOptions mostDepth(long most) {
        return limit("most-depth", most);
    }

    /**
     * Attributes of one element, at most.
     *
     * @param most  0 for the usual limit
     * @return this
     */
    public LoadOptions mostAttributes(long most) {
        return limit("most-attributes", most);
    }

    /**
     * Elements of all documents together, at most.
     *
     * @param most  0 for the usual limit
     * @return this
     */
    public LoadOptions mostElements(long most) {
        return limit("most-elements", most);
    }

    /**
     * Bytes of one attribute value or text, at most.
     *
     * @param most  0 for the usual limit
     * @return this
     */
    public LoadOptions mostValue(long most) {
        return limit("most-value", most);
    }

    /**
     * Tests of one condition, every name in a list counted, at most.
     *
     * @param most  0 for the usual limit
     * @return this
     */
    public LoadOptions mostTests(long most) {
        return limit("most-tests", most);
    }

    /**
     * Conditions that read one another in a row, at most.
     *
     * @param most  0 for the usual limit
     * @return this
     */
    public LoadOptions mostChain(long most) {
        return limit("most-chain", most);
    }

    /**
     * Bytes for the tables of all conditions, at most.
     *
     * @param most  0 for the usual limit
     * @return this
     */
    public LoadOptions mostTables(long most) {
        return limit("most-tables", most);
    }

    /**
     * Steps of work that one question may take, at most.
     *
     * @param most  0 for the usual limit
     * @return this
     */
    public LoadOptions mostWork(long most) {
        return limit("most-work", most);
    }

    private LoadOptions limit(String which, long most) {
        if (most < 0) {
            throw new IllegalArgumentException(which);
        }
        limits.put(which, most);
        return this;
    }

    Optional<String> name() {
        return Optional.ofNullable(name);
    }

    Include include() {
        return include;
    }

    /** What the library takes; the caller deletes it. */
    CoreLoading loading() {
        CoreLoading made = CoreLoading.make();
        try {
            limits.forEach(made::set_limit);
            if (include != null) {
                made.from_caller();
            }
            return made;
        } catch (RuntimeException | Error e) {
            made.delete();
            throw e;
        }
    }
}
