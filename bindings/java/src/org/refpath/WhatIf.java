/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.io.StringReader;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What if somebody left, or offered something more? A new protocol, by way of a draft; the old one stays as it is. */
final class WhatIf {
    /** Who ended on that day is not there at any moment that can be asked about. */
    private static final LocalDate LONG_AGO = LocalDate.of(1900, 1, 1);

    private final Draft draft;
    /** By actor: the groups that it belongs to, and those that these stand in. */
    private final Map<String, Set<String>> groups = new HashMap<>();
    /** By actor: whom it is part of. */
    private final Map<String, String> whole = new HashMap<>();
    /** By group: itself, and those that it stands in. */
    private final Map<String, Set<String>> around = new HashMap<>();

    private WhatIf(Draft draft) {
        this.draft = draft;
    }

    static Protocol without(Protocol protocol, Collection<String> ids) {
        try (Draft draft = protocol.draft()) {
            WhatIf what = new WhatIf(draft);
            what.read(draft.toXml());
            ids.forEach(what::lose);
            return draft.compile();
        }
    }

    static Protocol withOffer(Protocol protocol, String actor, Map<String, ?> attributes) {
        try (Draft draft = protocol.draft()) {
            Draft.Element offer = draft.find("actor", actor)
                    .orElseThrow(() -> new IllegalArgumentException("withOffer: the protocol has no such actor")).add("offers");
            attributes.forEach((name, value) -> offer.set(name, written(value)));
            return draft.compile();
        }
    }

    /** As it stands in XML; what is iterable is a list of words. */
    private static String written(Object value) {
        if (value instanceof Iterable) {
            return StreamSupport.stream(((Iterable<?>) value).spliterator(), false).map(WhatIf::written)
                    .collect(Collectors.joining(" "));
        }
        if (value instanceof Duration) {
            return Moments.written((Duration) value);
        }
        if (value instanceof LocalDate) {
            return Moments.written((LocalDate) value);
        }
        if (value instanceof CharSequence || value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            return value.toString();
        }
        throw new IllegalArgumentException(value == null ? "null cannot stand in an offer: leave the attribute out"
                : "a " + value.getClass().getSimpleName() + " cannot stand in an offer");
    }

    /** Who belongs where; groups stand in one another, and before those who belong to them. */
    private void read(String xml) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try {
            XMLStreamReader in = factory.createXMLStreamReader(new StringReader(xml));
            Deque<String> open = new ArrayDeque<>();
            while (in.hasNext()) {
                int event = in.next();
                if (event == XMLStreamConstants.END_ELEMENT && in.getLocalName().equals("group")) {
                    open.pop();
                } else if (event == XMLStreamConstants.START_ELEMENT && in.getLocalName().equals("group")) {
                    open.push(in.getAttributeValue(null, "id"));
                    around.put(open.peek(), Set.copyOf(open));
                } else if (event == XMLStreamConstants.START_ELEMENT && in.getLocalName().equals("actor")) {
                    read(in);
                }
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the library gave what is not XML", e);
        }
    }

    private void read(XMLStreamReader actor) {
        String id = actor.getAttributeValue(null, "id");
        groups.put(id, Stream.of(actor.getAttributeValue(null, "group").trim().split("\\s+"))
                .flatMap(group -> around.get(group).stream()).collect(Collectors.toSet()));
        Optional.ofNullable(actor.getAttributeValue(null, "part-of")).ifPresent(of -> whole.put(id, of));
    }

    private void lose(String id) {
        if (groups.containsKey(id)) {
            endAll(Set.of(id));
        } else if (around.containsKey(id)) {
            endAll(groups.keySet().stream().filter(actor -> groups.get(actor).contains(id)).collect(Collectors.toSet()));
        } else {
            draft.find("offers", id).ifPresentOrElse(WhatIf::end, () -> draft.find(id)
                    .orElseThrow(() -> new IllegalArgumentException("without: the protocol has nothing of that id")).remove());
        }
    }

    /** These actors, and all that is part of them. */
    private void endAll(Set<String> actors) {
        Set<String> all = new HashSet<>(actors);
        boolean more = true;
        while (more) {
            more = all.addAll(whole.keySet().stream().filter(actor -> all.contains(whole.get(actor))).collect(Collectors.toSet()));
        }
        all.forEach(actor -> end(draft.find("actor", actor).orElseThrow()));
    }

    /** It was there once: so that what names it still says something. */
    private static void end(Draft.Element element) {
        element.set("active-from", (String) null).set("active-until", LONG_AGO);
    }
}
