/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Wrong use answers with an exception, never with a crash, and the exception repeats no value. */
class WrongUseTest {
    private static final String SECRET = "Amina Diallo";
    private static final Protocol P = Given.mini();

    /** Every place where a text goes in and must be there. */
    private static Map<String, Consumer<String>> needed() {
        Map<String, Consumer<String>> all = new LinkedHashMap<>();
        ConsentRecord record = ConsentRecord.given("child", Given.NOW).kind(ConsentKind.ASSENT).form(Form.SPOKEN);
        all.put("case", t -> P.newCase(t));
        all.put("choices", t -> P.choices(t));
        all.put("path from", t -> P.path(Given.way().from(t)));
        all.put("path to", t -> P.path(Given.way().to(t)));
        all.put("consent item", t -> P.consent(P.newCase(Given.CASE), Given.question().item(t)));
        all.put("consent to", t -> P.consent(P.newCase(Given.CASE), Given.question().to(t)));
        all.put("consent purpose", t -> P.consent(P.newCase(Given.CASE), Given.question().purpose(t)));
        all.put("number", t -> P.newCase().setNumber(t, 1));
        all.put("numbers", t -> P.newCase().setNumbers(t, 1, 2));
        all.put("term of", t -> P.newCase().setTerm(t, "male"));
        all.put("term", t -> P.newCase().setTerm("sex", t));
        all.put("complete", t -> P.newCase().setComplete(t));
        all.put("flag", t -> P.newCase().setFlag(t, true));
        all.put("clock", t -> P.newCase().setClock(t, Given.NOW));
        all.put("unknown", t -> P.newCase().setUnknown(t, true));
        all.put("avoid", t -> P.newCase().addAvoid(t));
        all.put("refusal by", t -> P.newCase().addConsent(ConsentRecord.refused(t, Given.NOW)));
        all.put("consent items", t -> P.newCase().addConsent(record.items(t).allRecipients().allPurposes()));
        all.put("consent recipients", t -> P.newCase().addConsent(record.allItems().recipients("ngo", t).allPurposes()));
        all.put("consent purposes", t -> P.newCase().addConsent(record.allItems().allRecipients().purposes(t)));
        all.put("done", t -> P.newCase().addDone(t, Given.NOW, Outcome.SERVED));
        all.put("draft", t -> new Draft(t, Locale.ENGLISH).compile());
        all.put("draft add", t -> P.draft().root().add(t));
        all.put("draft set", t -> P.draft().root().set(t, "a"));
        all.put("draft text", t -> P.draft().root().text(t));
        return all;
    }

    /** Every place where a text goes in or may be left out. */
    private static Map<String, Consumer<String>> optional() {
        Map<String, Consumer<String>> all = new LinkedHashMap<>();
        all.put("path place", t -> P.path(Given.way().place(t)));
        all.put("path purpose", t -> P.path(Given.way().purpose(t)));
        all.put("path viewer", t -> P.path(Given.way().viewer(t)));
        all.put("who service", t -> P.who(new WhoRequest().service(t).now(Given.NOW)));
        all.put("who role", t -> P.who(new WhoRequest().role(t).now(Given.NOW)));
        all.put("who group", t -> P.who(new WhoRequest().group(t).now(Given.NOW)));
        all.put("who duty", t -> P.who(new WhoRequest().duty(t).now(Given.NOW)));
        all.put("who at", t -> P.who(new WhoRequest().at(t).now(Given.NOW)));
        all.put("who viewer", t -> P.who(new WhoRequest().viewer(t).now(Given.NOW)));
        all.put("entries viewer", t -> P.entries(Kind.ACTOR, t));
        all.put("consent sender", t -> P.consent(P.newCase(Given.CASE), Given.question().from(t)));
        all.put("holder", t -> P.newCase().setHolder(t));
        all.put("place", t -> P.newCase().setPlace(t));
        all.put("clock from", t -> P.newCase().setClock("birth", t, null));
        all.put("done by", t -> P.newCase().addDone("clinic", Given.NOW, Outcome.SERVED, t));
        all.put("draft value", t -> P.draft().root().set("version", t));
        return all;
    }

    private static List<DynamicTest> each(boolean withOptional, Consumer<Consumer<String>> test) {
        Map<String, Consumer<String>> all = needed();
        if (withOptional) {
            all.putAll(optional());
        }
        List<DynamicTest> tests = new ArrayList<>();
        all.forEach((place, call) -> tests.add(DynamicTest.dynamicTest(place, () -> test.accept(call))));
        return tests;
    }

    private static void refused(Consumer<String> call, String text, Class<? extends RuntimeException> with) {
        RuntimeException e = assertThrows(with, () -> call.accept(text));
        assertFalse(String.valueOf(e.getMessage()).contains(SECRET), e.getMessage());
    }

    @TestFactory
    List<DynamicTest> nullTexts() {
        return each(false, call -> refused(call, null, NullPointerException.class));
    }

    @TestFactory
    List<DynamicTest> zeroCharacters() {
        return each(true, call -> {
            RuntimeException e = assertThrows(RuntimeException.class, () -> call.accept(SECRET + "\0"));
            assertTrue(e instanceof IllegalArgumentException || e instanceof InvalidCaseException, e.toString());
            assertFalse(String.valueOf(e.getMessage()).contains(SECRET));
        });
    }

    @TestFactory
    List<DynamicTest> loneSurrogates() {
        return each(true, call -> {
            refused(call, SECRET + "\ud83d", IllegalArgumentException.class);
            refused(call, "\udc67" + SECRET, IllegalArgumentException.class);
            refused(call, "\ud83d\ud83d\udc67", IllegalArgumentException.class);
        });
    }

    /** A draft is no case: its problems may say what was given, and a version may be long. */
    @TestFactory
    List<DynamicTest> hugeTexts() {
        String huge = SECRET + "\u00e9".repeat(3_000_000);
        Map<String, Consumer<String>> all = needed();
        all.putAll(optional());
        List<DynamicTest> tests = new ArrayList<>();
        all.forEach((place, call) -> tests.add(DynamicTest.dynamicTest(place, () -> {
            if (!place.startsWith("draft")) {
                refused(call, huge, RefpathException.class);
            } else if (!place.equals("draft value")) {
                assertThrows(RuntimeException.class, () -> call.accept(huge));
            } else {
                call.accept(huge);
            }
        })));
        return tests;
    }

    @TestFactory
    List<DynamicTest> emptyTexts() {
        return each(true, call -> {
            try {
                call.accept("");
            } catch (RefpathException | IllegalArgumentException e) {
                assertFalse(e.getMessage().isEmpty());
            }
        });
    }

    @Test
    void refusedTextsLeaveNothingBehind() throws Exception {
        String large = "a".repeat(200_000);
        long grown = Given.growth(2000, () -> assertThrows(IllegalArgumentException.class,
                () -> P.consent(P.newCase(), Given.question().item(large).to(large).purpose("\ud800"))));
        assertTrue(grown < 64 << 20, grown + " bytes");
    }

    @Test
    void nullsThatAreNoTexts() {
        Case of = P.newCase(Given.CASE);
        Plan plan = P.plan(of, Given.NOW);
        List<org.junit.jupiter.api.function.Executable> calls = List.of(() -> Protocol.load((java.nio.file.Path) null),
                () -> Protocol.load((byte[]) null), () -> Protocol.load(Given.MINI, null), () -> P.newCase((String) null),
                () -> P.newCase((byte[]) null), () -> P.newCase((java.nio.file.Path) null), () -> P.newCase((Map<String, ?>) null),
                () -> P.plan(null, Given.NOW), () -> P.plan(of, null), () -> P.ask(of, null), () -> P.consent(of, null),
                () -> P.consent(of, Given.question().at(null)), () -> P.path(null), () -> P.path(Given.way().now(null)),
                () -> P.who(null), () -> P.who(new WhoRequest()), () -> P.entries(null), () -> P.entry(Kind.ACTOR, null),
                () -> P.label(null, "a", null), () -> P.label(Kind.ACTOR, null, null), () -> of.setTerm("sex", "male", null),
                () -> of.setFlag("danger-now", (Truth) null), () -> of.setClock("birth", (java.time.LocalDate) null),
                () -> of.setClock("birth", Given.NOW, null), () -> of.setNumbers("age", (int[]) null), () -> of.addConsent(null),
                () -> of.addDone("a", null, Outcome.SERVED), () -> of.addDone("a", Given.NOW, null), () -> of.check(null),
                () -> plan.text((TextOptions) null), () -> plan.root().get(null), () -> plan.root().word("state", null),
                () -> new Draft("a", null), () -> P.draft().find(null), () -> P.draft().compile(null),
                () -> new LoadOptions().name(null), () -> new LoadOptions().include((LoadOptions.Include) null),
                () -> ConsentRecord.given("a", null), () -> ConsentRecord.given("child", Given.NOW).items((String[]) null),
                () -> ConsentRecord.given("child", Given.NOW).kind(null), () -> P.draft().root().set("id", (java.time.Duration) null));
        for (int i = 0; i < calls.size(); i++) {
            assertThrows(NullPointerException.class, calls.get(i), "call " + i);
        }
        assertFalse(plan.text((Locale) null).isEmpty());
    }

    @Test
    void momentsAndNumbersOutOfRange() {
        Case of = P.newCase(Given.CASE);
        for (Instant moment : List.of(Instant.MIN, Instant.MAX, Instant.parse("0000-12-31T23:59:59Z"),
                Instant.ofEpochSecond(253_402_300_800L))) {
            assertThrows(IllegalArgumentException.class, () -> P.plan(of, moment));
            assertThrows(IllegalArgumentException.class, () -> P.newCase().setClock("birth", moment));
            assertThrows(IllegalArgumentException.class, () -> P.newCase().addDone("clinic", moment, Outcome.SERVED));
        }
        for (Instant moment : List.of(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59Z"))) {
            try {
                assertEquals(moment, P.plan(of, moment).now());
            } catch (RefpathException e) {
                assertFalse(e.problems().isEmpty());
            }
        }
        assertThrows(RefpathException.class, () -> P.newCase().setNumber("age", Integer.MIN_VALUE, Integer.MAX_VALUE));
        assertThrows(RuntimeException.class, () -> P.newCase().setNumbers("age"));
        assertThrows(IllegalArgumentException.class, () -> new LoadOptions().mostBytes(-1));
        assertThrows(IllegalArgumentException.class, () -> TextOptions.in(Locale.ENGLISH).width(-1));
        assertFalse(P.plan(of, Given.NOW).text(TextOptions.in(Locale.ENGLISH).width(Integer.MAX_VALUE)).isEmpty());
    }

    @Test
    void bytesThatAreNoJsonAndNoXml() {
        for (byte[] bytes : List.of(new byte[0], new byte[] {0}, new byte[] {(byte) 0xff, (byte) 0xfe}, new byte[1 << 21],
                Given.utf8("[".repeat(100_000)))) {
            assertThrows(RefpathException.class, () -> P.newCase(bytes));
            assertThrows(RefpathException.class, () -> Protocol.load(bytes));
        }
    }

    @Test
    void mapsWithoutAnEnd() {
        Map<String, Object> circle = new LinkedHashMap<>();
        circle.put("facts", circle);
        assertThrows(IllegalArgumentException.class, () -> P.newCase(circle));
    }

    /** Nobody can reach it from outside; within, a null or a closed handle is still no crash. */
    @Test
    void theInnerLayerWithNothingAndWithEverythingWrong() throws Exception {
        int calls = 0;
        CoreProtocol protocol = CoreProtocol.load_file(Given.MINI.toString().getBytes(), null, null);
        CoreCase of = CoreCase.read(protocol, Given.utf8(Given.read(Given.CASE)));
        CoreAnswer answer = of.plan(Given.NOW.getEpochSecond());
        List<Object> objects = List.of(protocol, of, answer, answer.root(), CoreDraft.from_protocol(protocol),
                CoreProblems.make(), CoreLoading.make(), CoreScope.make(), CoreNumbers.make());
        for (Object one : objects) {
            Class<?> kind = one.getClass();
            Object closed = kind.getDeclaredConstructor(long.class, boolean.class).newInstance(0L, true);
            for (Method method : kind.getDeclaredMethods()) {
                if (!Modifier.isPublic(method.getModifiers())) {
                    continue;
                }
                for (int turn = 0; turn < 12; turn++) {
                    Object[] given = junk(method.getParameterTypes(), turn, objects);
                    for (Object target : Modifier.isStatic(method.getModifiers()) ? new Object[] {null} : new Object[] {one, closed}) {
                        calls++;
                        outcome(method, target, given, target == closed);
                    }
                }
            }
        }
        assertTrue(calls > 1000, calls + " calls");
    }

    private static Object[] junk(Class<?>[] types, int turn, List<Object> objects) {
        Object[] texts = {null, "", "x", "sex", "\0", "\ud800"};
        Object[] longs = {0L, -1L, 1L, Long.MIN_VALUE, Long.MAX_VALUE};
        Object[] ints = {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE};
        Object[] bytes = {null, new byte[0], new byte[] {0, -1}, Given.utf8("{}")};
        Object[] given = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            int at = turn + 5 * i;
            Class<?> type = types[i];
            if (type == String.class) {
                given[i] = texts[at % texts.length];
            } else if (type == long.class) {
                given[i] = longs[at % longs.length];
            } else if (type == int.class) {
                given[i] = ints[at % ints.length];
            } else if (type == boolean.class) {
                given[i] = at % 2 == 0;
            } else if (type == byte[].class) {
                given[i] = bytes[at % bytes.length];
            } else if (type.isEnum()) {
                given[i] = at % 3 == 0 ? null : type.getEnumConstants()[at % type.getEnumConstants().length];
            } else {
                given[i] = at % 2 == 0 ? null : objects.stream().filter(type::isInstance).findFirst().orElse(null);
            }
        }
        return given;
    }

    private static void outcome(Method method, Object target, Object[] given, boolean mustFail) throws Exception {
        try {
            method.invoke(target, given);
            if (mustFail) {
                fail(method + " on what was closed, with " + Arrays.toString(given));
            }
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            assertTrue(cause instanceof RuntimeException, method + ": " + cause);
        }
    }
}
