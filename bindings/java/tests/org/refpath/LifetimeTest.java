/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.function.Executable;

/** Life and death: children after parents, closing during a call, other processes, growth, the end. */
class LifetimeTest {
    @Test
    void aCaseAfterItsProtocol() {
        Protocol p = Given.mini();
        Case of = p.newCase(Given.CASE);
        p.close();
        of.setPlace("galasi");
        assertTrue(of.toJson().contains("\"galasi\""));
        assertThrows(IllegalStateException.class, () -> p.plan(of, Given.NOW));
    }

    @Test
    void anAnswerAfterItsCaseAndItsProtocol() {
        Protocol p = Given.mini();
        Plan plan = Given.plan(p);
        String said = plan.toJson();
        p.close();
        System.gc();
        assertEquals(said, plan.toJson());
        assertTrue(plan.text(Locale.FRENCH).startsWith("Plan pour"));
        assertFalse(plan.steps().isEmpty());
    }

    @Test
    void aPartOfAnAnswerThatNobodyElseHolds() throws Exception {
        Step step = Given.plan(Given.mini()).steps().get(0);
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertFalse(step.candidates().isEmpty());
        assertFalse(step.candidates().get(0).sharing().isEmpty());
    }

    @Test
    void aPartOfAnAnswerThatWasClosed() {
        Plan plan = Given.plan(Given.mini());
        Step looked = plan.steps().get(0);
        looked.candidates();
        Value steps = plan.root().get("steps").orElseThrow();
        plan.close();
        assertThrows(IllegalStateException.class, looked::candidates);
        assertThrows(IllegalStateException.class, looked::state);
        assertThrows(IllegalStateException.class, steps::list);
        assertThrows(IllegalStateException.class, () -> steps.get("a"));
        assertThrows(IllegalStateException.class, steps::toPlain);
        assertTrue(steps.size() > 0);
        assertEquals("Value[array of " + steps.size() + "]", steps.toString());
    }

    @Test
    void anIteratorOfAnAnswerThatWasClosed() {
        Plan plan = Given.plan(Given.mini());
        Iterator<Value> steps = plan.root().get("steps").orElseThrow().iterator();
        Value first = steps.next();
        plan.close();
        while (steps.hasNext()) {
            Value step = steps.next();
            assertThrows(IllegalStateException.class, step::list);
        }
        assertThrows(IllegalStateException.class, () -> first.get("state"));
    }

    @Test
    void entriesAfterTheirProtocol() {
        Protocol p = Given.mini();
        Entry police = p.entry(Kind.ACTOR, "unpol-galasi").orElseThrow();
        p.close();
        assertEquals("unpol-galasi", police.id());
        assertTrue(police.labels().containsValue("UN Police, Galasi"));
        assertThrows(IllegalStateException.class, () -> police.label(Locale.ENGLISH));
        assertEquals(police, Given.mini().entry(Kind.ACTOR, "unpol-galasi").orElseThrow());
    }

    @Test
    void problemsAfterTheirException() {
        Problem first = assertThrows(RefpathException.class, () -> Protocol.load(Given.utf8("<a/>"))).problems().list().get(0);
        System.gc();
        assertTrue(first.toString().contains(first.code()));
        assertFalse(first.text(Locale.FRENCH).isEmpty());
    }

    @Test
    void protocolsAfterTheirDraft() {
        Draft draft = new Draft("gone", Locale.ENGLISH);
        Draft.Element root = draft.root();
        Protocol p = draft.compile();
        draft.close();
        assertEquals("gone", p.id());
        assertThrows(IllegalStateException.class, () -> root.add("label"));
    }

    @Test
    void closingTwice() {
        Protocol p = Given.mini();
        for (AutoCloseable one : List.of(p.newCase(), Given.plan(p), p.draft(), p.about(), p)) {
            try (one) {
                one.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            assertTrue(one.toString().contains("closed"), one.toString());
        }
        assertEquals(Given.mini(), p);
        assertEquals("carana-mini", p.id());
    }

    @TestFactory
    List<DynamicTest> everyCallOnWhatIsClosed() {
        Protocol p = Given.mini();
        Case of = p.newCase(Given.CASE);
        Plan plan = Given.plan(p);
        Draft draft = p.draft();
        Draft.Element root = draft.root();
        Case open = Given.mini().newCase(Given.CASE);
        Protocol other = Given.mini();
        List.of(of, plan, draft, p).forEach(one -> {
            try {
                one.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        List<Executable> calls = List.of(p::about, () -> p.entries(Kind.ACTOR), () -> p.label(Kind.ACTOR, "a", null), p::newCase,
                () -> p.newCase("{}"), () -> p.plan(open, Given.NOW), () -> p.ask(open, Given.NOW),
                () -> p.consent(open, Given.question()), () -> p.path(Given.way()), () -> p.path(Given.way().known(open)),
                () -> p.who(new WhoRequest().now(Given.NOW)), () -> p.choices("sex"), p::draft, () -> of.setId("a"),
                () -> of.setHolder(null), () -> of.setPlace(null), () -> of.setNumber("age", 1), () -> of.setNumbers("age", 1),
                () -> of.setTerm("sex", "male"), () -> of.setComplete("concern"), () -> of.setFlag("danger-now", true),
                () -> of.setClock("birth", Given.NOW), () -> of.setUnknown("sex", true), () -> of.addAvoid("save-galasi"),
                () -> of.addConsent(ConsentRecord.refused("child", Given.NOW)),
                () -> of.addDone("clinic", Given.NOW, Outcome.SERVED), () -> of.check(Given.NOW), of::toJson, of::copy,
                () -> other.plan(of, Given.NOW), () -> other.path(Given.way().known(of)), plan::toJson, plan::toJsonBytes,
                () -> plan.text(Locale.ENGLISH), plan::root, plan::steps, plan::now, plan::warnings, draft::root,
                () -> draft.find("a"), draft::compile, draft::toXml, () -> root.add("label"), () -> root.set("version", "2"),
                () -> root.text("a"), root::remove);
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            Executable call = calls.get(i);
            tests.add(DynamicTest.dynamicTest("call " + i, () -> {
                IllegalStateException e = assertThrows(IllegalStateException.class, call);
                assertTrue(e.getMessage().endsWith("was closed"), e.getMessage());
            }));
        }
        return tests;
    }

    @Test
    void tryClosesWhateverHappens() {
        List<Object> seen = new ArrayList<>();
        assertThrows(ArithmeticException.class, () -> {
            try (Protocol p = Given.mini(); Case of = p.newCase(Given.CASE); Plan plan = p.plan(of, Given.NOW)) {
                seen.addAll(List.of(p, of, plan));
                throw new ArithmeticException();
            }
        });
        seen.forEach(one -> assertTrue(one.toString().contains("closed")));
    }

    @Test
    void closingInOneThreadDuringCallsInOthers() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        for (int turn = 0; turn < 30; turn++) {
            Protocol p = Given.mini();
            Case of = p.newCase(Given.CASE);
            Plan plan = p.plan(of, Given.NOW);
            List<Future<String>> outcomes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int which = i;
                outcomes.add(pool.submit(() -> {
                    try {
                        while (true) {
                            use(which, p, of, plan);
                        }
                    } catch (IllegalStateException e) {
                        return e.getMessage();
                    }
                }));
            }
            Thread.sleep(turn % 5);
            plan.close();
            of.close();
            p.close();
            for (Future<String> outcome : outcomes) {
                assertTrue(outcome.get().endsWith("was closed"));
            }
        }
        pool.shutdown();
    }

    private static void use(int which, Protocol p, Case of, Plan plan) {
        switch (which) {
            case 0:
                p.plan(of, Given.NOW).close();
                break;
            case 1:
                plan.text(Locale.ENGLISH);
                break;
            case 2:
                of.setPlace("galasi-port").copy().close();
                break;
            default:
                plan.root().toPlain();
                p.entries(Kind.ACTOR);
        }
    }

    @Test
    void closingAtTheSameTimeInManyThreads() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        for (int turn = 0; turn < 200; turn++) {
            Case of = Given.small().newCase();
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(pool.submit(of::close));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        pool.shutdown();
    }

    @Test
    void manyThreadsAskOneProtocolAndGetTheSame() throws Exception {
        Protocol p = Given.mini();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Future<String>> plans = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            plans.add(pool.submit(() -> Given.plan(p).toJson()));
        }
        Set<String> found = new HashSet<>();
        for (Future<String> plan : plans) {
            found.add(plan.get());
        }
        pool.shutdown();
        assertEquals(Set.of(Given.plan(p).toJson()), found);
    }

    @Test
    void manyThreadsLookAtOneAnswer() throws Exception {
        Plan plan = Given.plan(Given.mini());
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Future<Object>> all = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 100; i++) {
            all.add(pool.submit(() -> plan.root().toPlain()));
        }
        for (Future<Object> one : all) {
            assertEquals(plan.root().toPlain(), one.get());
        }
        pool.shutdown();
    }

    @Test
    void oneChangesACaseWhileOthersAsk() throws Exception {
        Protocol p = Given.mini();
        Case of = p.newCase(Given.CASE);
        AtomicBoolean stop = new AtomicBoolean();
        Thread changing = new Thread(() -> {
            while (!stop.get()) {
                of.setPlace("galasi-port").setUnknown("can-be-pregnant", true).setUnknown("can-be-pregnant", false);
            }
        });
        changing.start();
        Set<String> found = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            found.add(p.plan(of, Given.NOW).toJson());
        }
        stop.set(true);
        changing.join();
        assertTrue(found.size() <= 2, found.size() + " plans");
        assertTrue(found.contains(Given.plan(p).toJson()));
    }

    @Test
    void whatIsNotClosedGoesByItself() throws Exception {
        Protocol p = Given.mini();
        WeakReference<Plan> plan = new WeakReference<>(Given.plan(p));
        for (int i = 0; i < 100 && plan.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertSame(null, plan.get());
        long grown = Given.growth(10_000, () -> {
            Case of = p.newCase(Given.CASE);
            p.plan(of, Given.NOW).root().toPlain();
        });
        assertTrue(grown < 96 << 20, grown + " bytes");
    }

    @Test
    void tenThousandLoadsDoNotGrow() throws Exception {
        byte[] xml = Given.utf8(Given.SMALL);
        long grown = Given.growth(10_000, () -> Protocol.load(xml).close());
        assertTrue(grown < 48 << 20, grown + " bytes");
    }

    @Test
    void loadsThatFailDoNotGrow() throws Exception {
        byte[] xml = Given.utf8(Given.INCLUDING);
        LoadOptions options = new LoadOptions().include(name -> {
            throw new UnsupportedOperationException();
        });
        long grown = Given.growth(5_000, () -> {
            assertThrows(UnsupportedOperationException.class, () -> Protocol.load(xml, options));
            assertThrows(InvalidProtocolException.class, () -> Protocol.load(Given.utf8("<a/>")));
        });
        assertTrue(grown < 48 << 20, grown + " bytes");
    }

    @Test
    void anExceptionOfAnIncludeComesOutAsItIs() {
        for (Throwable thrown : List.of(new StackOverflowError(), new OutOfMemoryError(), new ArithmeticException())) {
            Throwable caught = assertThrows(thrown.getClass(), () -> Protocol.load(Given.utf8(Given.INCLUDING),
                    new LoadOptions().include(name -> LifetimeTest.<RuntimeException, byte[]>sneak(thrown))));
            assertSame(thrown, caught);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable, R> R sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Test
    void nothingOfACaseIsSerialized() {
        Protocol p = Given.mini();
        Plan plan = Given.plan(p);
        for (Object one : List.of(p, p.newCase(Given.CASE), plan, plan.root(), plan.steps().get(0), p.draft(), p.problems())) {
            assertFalse(one instanceof Serializable, one.getClass().getName());
            assertThrows(NotSerializableException.class, () -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(one));
        }
    }

    @Test
    void exceptionsCrossToAnotherProcess() throws Exception {
        RefpathException e = assertThrows(RefpathException.class, () -> Protocol.load(Given.utf8("<a/>")));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(e);
        RefpathException again = (RefpathException) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))
                .readObject();
        assertEquals(e.getMessage(), again.getMessage());
        assertEquals(e.status(), again.status());
        assertTrue(again.problems().isEmpty());
    }

    @Test
    void whatHoldsMemoryHasNoSubclassesAndNoFinalizers() {
        for (Class<?> kind : List.of(Protocol.class, Case.class, Draft.class, Plan.class, Consent.class, Ask.class, Who.class,
                About.class, Choices.class, ContactPath.class, Value.class, Handle.class, CoreProtocol.class, CoreAnswer.class)) {
            assertTrue(Modifier.isFinal(kind.getModifiers()), kind.getName());
            assertThrows(NoSuchMethodException.class, () -> kind.getDeclaredMethod("finalize"));
        }
        assertTrue(List.of(Answer.class.getDeclaredConstructors()).stream().noneMatch(c -> Modifier.isPublic(c.getModifiers())
                || Modifier.isProtected(c.getModifiers())));
    }

    @Test
    void anotherProcessGivesTheSameBytes() throws Exception {
        assertEquals(Given.plan(Given.mini()).toJson() + "0", Given.child("plan"));
    }

    @Test
    void aMachineEndsWithEverythingAlive() throws Exception {
        assertEquals("0", Given.child("alive"));
    }

    @Test
    void aMachineEndsDuringCallsOfDaemons() throws Exception {
        assertEquals("0", Given.child("daemon"));
    }

    /** Java 17 itself reads the name of a library that it has just let go: ASan stops there. */
    @Test
    @DisabledIfSystemProperty(named = "refpath.sanitized", matches = "true")
    void eachClassLoaderHasALibraryOfItsOwn() throws Exception {
        URL jar = Path.of(System.getProperty("refpath.jar")).toUri().toURL();
        for (int i = 0; i < 3; i++) {
            try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, null)) {
                Class<?> refpath = loader.loadClass("org.refpath.Refpath");
                assertNotSame(Refpath.class, refpath);
                assertEquals(Refpath.version(), refpath.getMethod("version").invoke(null));
            }
            System.gc();
        }
    }
}
