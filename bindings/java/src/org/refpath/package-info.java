/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/**
 * What should be done for a child in a crisis, by whom, through whom, by when, and what may be told to whom.
 *
 * <p>Load a {@link org.refpath.Protocol}, say what is known of a case ({@link org.refpath.Case}), ask for a
 * {@link org.refpath.Plan}, a {@link org.refpath.Consent}, a {@link org.refpath.ContactPath}. Everything that holds memory of the
 * library is {@link java.lang.AutoCloseable}; what is not closed goes by itself. No class here can be serialized but exceptions,
 * whose messages never repeat what was said of a child.
 *
 * <p>null is accepted where a parameter says so, and a {@link java.lang.NullPointerException} everywhere else, but that a
 * {@link java.util.Locale} may be null for English.
 */
package org.refpath;
