/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What if somebody left, or offered something more. */
class WhatIfTest {
    private final Protocol protocol = Given.mini();

    private static Set<String> actors(Protocol of, WhoRequest narrowed) {
        try (Who found = of.who(narrowed.viewer("all").now(Given.NOW))) {
            return found.root().list("actors").stream().map(one -> one.text("id").orElseThrow()).collect(Collectors.toSet());
        }
    }

    private static Set<String> actors(Protocol of) {
        return actors(of, new WhoRequest());
    }

    /** Who is there, but not in the other. */
    private Set<String> lost(Protocol without) {
        Set<String> lost = new HashSet<>(actors(protocol));
        lost.removeAll(actors(without));
        return lost;
    }

    /** Cases without reintegration. */
    private static long gap(Protocol of) {
        try (Findings found = of.analyse(Analysis.COVERAGE, "{\"services\":[\"release-reintegration\"]}", Given.NOW)) {
            return found.tables().get(0).rows().mapToLong(row -> row.number("gap").orElseThrow()).sum();
        }
    }

    @Test
    void withoutAnActorItIsNotThereNorAreItsUnits() {
        Set<String> before = actors(protocol);
        Protocol without = protocol.without("port-clinic");
        assertEquals(Set.of("port-clinic", "port-clinic-pharmacy"), lost(without));
        assertEquals(before, actors(protocol));
        assertNotEquals(protocol, without);
    }

    @Test
    void withoutAGroupAllOfItAreGone() {
        Set<String> there = actors(protocol, new WhoRequest().group("un-agencies"));
        assertTrue(there.contains("unicef-carana"));
        assertEquals(there, lost(protocol.without("un-agencies")));
        Set<String> wider = actors(protocol, new WhoRequest().group("mission"));
        assertTrue(wider.contains("unpol-galasi"));
        assertEquals(wider, lost(protocol.without("mission")));
    }

    @Test
    void withoutAnOfferItsActorStays() {
        Protocol without = protocol.without("unicef-release", "hospital-health");
        assertEquals(Set.of(), lost(without));
        assertEquals(Set.of(), actors(without, new WhoRequest().service("release-reintegration")));
    }

    @Test
    void gapsOpenAndAnOfferClosesThem() {
        Protocol without = protocol.without("unicef-carana");
        assertEquals(0, gap(protocol));
        assertTrue(gap(without) > 0);
        Protocol more = without.withOffer("save-galasi", Map.of("service", List.of("release-reintegration"), "at", "carana",
                "respond-within", Duration.ofHours(2)));
        assertEquals(0, gap(more));
        assertEquals(Set.of("save-galasi"), actors(more, new WhoRequest().service("release-reintegration")));
    }

    @Test
    void whatCannotBeIsTold() {
        assertThrows(IllegalArgumentException.class, () -> protocol.without("nobody-at-all"));
        assertThrows(NullPointerException.class, () -> protocol.without((String) null));
        assertThrows(InvalidProtocolException.class, () -> protocol.without("galasi-port"));
        assertThrows(IllegalArgumentException.class,
                () -> protocol.withOffer("nobody-at-all", Map.of("service", "health", "at", "galasi")));
        assertThrows(InvalidProtocolException.class,
                () -> protocol.withOffer("port-clinic", Map.of("service", "no-such-service", "at", "galasi")));
        assertThrows(InvalidProtocolException.class, () -> protocol.withOffer("port-clinic", Map.of("nonsense", 1)));
        assertThrows(IllegalArgumentException.class, () -> protocol.withOffer("port-clinic", Map.of("at", Given.MINI.getRoot().toFile())));
    }
}
