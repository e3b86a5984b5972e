/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A place in an answer: an object, a list, a text, a number, a flag or a moment. It can be walked as long as its answer is
 * open; it never changes, and any number of threads may look at it.
 *
 * <p>A key with nothing to say is left out of an answer. Asked for by its name, a list is then empty, a flag false, and
 * everything else absent. What a value says is not in its {@link #toString()}.
 */
public final class Value implements Iterable<Value> {
    private final Answer answer;
    private final String key;
    private final ValueKind kind;
    private final String text;
    private final long number;
    private final CoreValue core;
    private volatile List<Value> children;
    private volatile Map<String, Value> byKey;

    Value(Answer answer, String key, ValueKind kind, String text, long number, CoreValue core) {
        this.answer = answer;
        this.key = key;
        this.kind = kind;
        this.text = text;
        this.number = number;
        this.core = core;
    }

    /**
     * What it is.
     *
     * @return never {@link ValueKind#NONE}: what is absent is an empty Optional
     */
    public ValueKind kind() {
        return kind;
    }

    /**
     * The key under which it stands.
     *
     * @return absent in a list
     */
    public Optional<String> key() {
        return Optional.ofNullable(key);
    }

    /**
     * The children of an object or list.
     *
     * @return 0 for everything else
     */
    public int size() {
        return core == null ? 0 : (int) number;
    }

    /**
     * The children of an object or list, in order.
     *
     * @return read only; empty for everything else
     * @throws IllegalStateException  the answer was closed
     */
    public List<Value> list() {
        answer.check();
        List<Value> all = children;
        if (all == null) {
            all = core == null ? List.of() : answer.children(core);
            children = all;
        }
        return all;
    }

    /**
     * The i-th child of an object or list.
     *
     * @param i  from 0, below {@link #size()}
     * @return the child
     * @throws IndexOutOfBoundsException  there is none
     */
    public Value at(int i) {
        return list().get(i);
    }

    /**
     * The child under a key.
     *
     * @param name  a key of doc/answers.md
     * @return absent where the answer has nothing to say there
     */
    public Optional<Value> get(String name) {
        Objects.requireNonNull(name, "name");
        Map<String, Value> all = byKey;
        if (all == null) {
            all = new LinkedHashMap<>();
            for (Value child : list()) {
                if (child.key != null) {
                    all.put(child.key, child);
                }
            }
            byKey = all;
        }
        answer.check();
        return Optional.ofNullable(all.get(name));
    }

    @Override
    public Iterator<Value> iterator() {
        return list().iterator();
    }

    /**
     * The children as a stream.
     *
     * @return in order
     */
    public Stream<Value> stream() {
        return list().stream();
    }

    /**
     * The text of this value itself; of a moment as in JSON.
     *
     * @return a text
     * @throws NoSuchElementException  it is no text
     */
    public String asText() {
        if (text == null) {
            throw new NoSuchElementException("this value is no text but " + name());
        }
        return text;
    }

    /**
     * The number of this value itself.
     *
     * @return an integer
     * @throws NoSuchElementException  it is no number
     */
    public long asLong() {
        require(ValueKind.INTEGER);
        return number;
    }

    /**
     * The flag of this value itself.
     *
     * @return whether it holds
     * @throws NoSuchElementException  it is no flag
     */
    public boolean asBoolean() {
        require(ValueKind.FLAG);
        return number != 0;
    }

    /**
     * The moment of this value itself.
     *
     * @return in whole seconds
     * @throws NoSuchElementException  it is no moment
     */
    public Instant asInstant() {
        require(ValueKind.TIME);
        return Instant.ofEpochSecond(number);
    }

    /**
     * The text under a key.
     *
     * @param name  the key
     * @return absent where it is left out, or is no text
     */
    public Optional<String> text(String name) {
        return get(name).map(one -> one.text);
    }

    /**
     * The texts under a key: a list of them, or one alone.
     *
     * @param name  the key
     * @return read only; empty where it is left out
     */
    public List<String> texts(String name) {
        Value one = get(name).orElse(null);
        if (one == null) {
            return List.of();
        }
        return one.text != null ? List.of(one.text)
                : one.stream().filter(child -> child.text != null).map(Value::asText).collect(Collectors.toUnmodifiableList());
    }

    /**
     * The children of what stands under a key.
     *
     * @param name  the key
     * @return read only; empty where it is left out
     */
    public List<Value> list(String name) {
        return get(name).map(Value::list).orElse(List.of());
    }

    /**
     * The flag under a key.
     *
     * @param name  the key
     * @return false where it is left out
     */
    public boolean flag(String name) {
        return get(name).filter(one -> one.kind == ValueKind.FLAG && one.number != 0).isPresent();
    }

    /**
     * The number under a key.
     *
     * @param name  the key
     * @return absent where it is left out
     */
    public OptionalLong number(String name) {
        Value one = get(name).filter(found -> found.kind == ValueKind.INTEGER).orElse(null);
        return one == null ? OptionalLong.empty() : OptionalLong.of(one.number);
    }

    /**
     * The moment under a key.
     *
     * @param name  the key
     * @return absent where it is left out
     */
    public Optional<Instant> instant(String name) {
        return get(name).filter(one -> one.kind == ValueKind.TIME).map(Value::asInstant);
    }

    /**
     * The day under a key, such as "verified".
     *
     * @param name  the key
     * @return absent where it is left out, or is no day
     */
    public Optional<LocalDate> day(String name) {
        return text(name).flatMap(one -> {
            try {
                return Optional.of(LocalDate.parse(one));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * The duration under a key; one with months or years has no fixed length, and is a text alone.
     *
     * @param name  the key
     * @return absent where it is left out, or is no duration
     */
    public Optional<Duration> duration(String name) {
        return text(name).flatMap(one -> {
            try {
                return Optional.of(Duration.parse(one));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * The word under a key.
     *
     * @param <E>    its enum
     * @param name   the key, for example "state"
     * @param words  the enum, for example {@link State}
     * @return absent where it is left out
     * @throws IllegalArgumentException  it is none of these words
     */
    public <E extends Enum<E> & Word> Optional<E> word(String name, Class<E> words) {
        Objects.requireNonNull(words, "words");
        return text(name).map(one -> Enum.valueOf(words, one.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    /**
     * All of it in plain Java: a Map, a List, a String, a Long, a Boolean or an Instant. It stays when the answer is closed.
     *
     * @return read only but for maps and lists, which are the caller's
     */
    public Object toPlain() {
        switch (kind) {
            case OBJECT:
                Map<String, Object> map = new LinkedHashMap<>();
                forEach(child -> map.put(child.key, child.toPlain()));
                return map;
            case ARRAY:
                List<Object> all = new ArrayList<>();
                forEach(child -> all.add(child.toPlain()));
                return all;
            case INTEGER:
                return number;
            case FLAG:
                return number != 0;
            case TIME:
                return asInstant();
            default:
                return text;
        }
    }

    @Override
    public String toString() {
        return "Value[" + name() + (core == null ? "" : " of " + number) + "]";
    }

    private String name() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private void require(ValueKind wanted) {
        if (kind != wanted) {
            throw new NoSuchElementException("this value is not what was asked for but " + name());
        }
    }
}
