package io.github.llmbeans.gigachat.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.AsyncContext;
import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.gigachat.internal.LogLines;
import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import jakarta.enterprise.concurrent.ContextService;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.apache.openejb.server.cxf.transport.util.CxfContainerClassLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads and contexts of a container, without one. */
@Timeout(60)
class ManagedContextsTest {
    private static final String SETTING = "gigachat.executor (GIGACHAT_EXECUTOR)";
    private static final ThreadLocal<String> CALLER = new ThreadLocal<>();

    private final ExecutorService standard = threads("standard");
    private final ExecutorService named = threads("named");
    private final FakeNaming naming = FakeNaming.open();

    @AfterEach
    void close() {
        naming.close();
        standard.shutdownNow();
        named.shutdownNow();
        CALLER.remove();
    }

    private static ExecutorService threads(String name) {
        return Executors.newSingleThreadExecutor(task -> new Thread(task, name));
    }

    /** Captures one thing: who calls. */
    private static ContextService contexts() {
        return (ContextService) Proxy.newProxyInstance(
                ContextService.class.getClassLoader(), new Class<?>[] {ContextService.class}, (proxy, method, args) -> {
                    assertThat(method.getName()).isEqualTo("currentContextExecutor");
                    return captured();
                });
    }

    /** The same in Jakarta Concurrency 2.0, which does not know the method. */
    private static ContextService oldContexts() {
        return (ContextService) Proxy.newProxyInstance(
                ContextService.class.getClassLoader(), new Class<?>[] {ContextService.class}, (proxy, method, args) -> {
                    if (method.getName().equals("currentContextExecutor")) {
                        throw new NoSuchMethodError("currentContextExecutor");
                    }
                    assertThat(method.getName()).isEqualTo("createContextualProxy");
                    assertThat(args[1]).isEqualTo(Executor.class);
                    return forOneAtATime((Executor) args[0]);
                });
    }

    /** As TomEE's, which keeps in fields where it is. */
    private static Executor forOneAtATime(Executor given) {
        Executor context = captured();
        AtomicBoolean used = new AtomicBoolean();
        return task -> {
            assertThat(used.getAndSet(true)).as("used by another one").isFalse();
            try {
                context.execute(() -> given.execute(task));
            } finally {
                used.set(false);
            }
        };
    }

    private static Executor captured() {
        String caller = CALLER.get();
        return task -> {
            String before = CALLER.get();
            CALLER.set(caller);
            try {
                task.run();
            } finally {
                CALLER.set(before);
            }
        };
    }

    private void bindDefaults() {
        naming.bind("java:comp/DefaultManagedExecutorService", standard);
        naming.bind("java:comp/DefaultContextService", contexts());
    }

    /** Asks once as somebody; where and for whom the answer came. */
    private static String whereAnswersCome(Map<String, String> more) throws Exception {
        return whereAnswersCome("gigachat", more);
    }

    private static String whereAnswersCome(String instance, Map<String, String> more) throws Exception {
        try (GigaChatSimulator simulator = GigaChatSimulator.start()) {
            Map<String, String> keys = new HashMap<>(Keys.of(simulator).map());
            keys.putAll(more);
            try (Application application = Application.start(keys, Beans.Asker.class)) {
                var gate = simulator.hold(Endpoint.COMPLETIONS);
                CALLER.set("Anna");
                CompletionStage<String> stage = application
                        .container()
                        .select(BaseProvider.class, new NamedProviderLiteral(instance))
                        .get()
                        .generateAsync("Where?", GenerationParams.defaults())
                        .thenApply(answer ->
                                Thread.currentThread().getName().replaceAll("-[0-9]+$", "") + " for " + CALLER.get());
                CALLER.remove();
                gate.open();
                return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void answersComeOnTheContainersThreadsInTheContextOfTheCaller() throws Exception {
        bindDefaults();

        assertThat(whereAnswersCome(Map.of())).isEqualTo("standard for Anna");
    }

    @Test
    void soTheyDoOnJakartaEe9() throws Exception {
        naming.bind("java:comp/DefaultManagedExecutorService", standard);
        naming.bind("java:comp/DefaultContextService", oldContexts());

        assertThat(whereAnswersCome(Map.of())).isEqualTo("standard for Anna");
    }

    @Test
    void aContextOfJakartaEe9IsNotUsedTwiceAtOnce() {
        naming.bind("java:comp/DefaultManagedExecutorService", (Executor) Runnable::run);
        naming.bind("java:comp/DefaultContextService", oldContexts());
        CALLER.set("Anna");
        AsyncContext context = new JakartaContext(SETTING, null).captured();
        CALLER.remove();

        context.threads()
                .execute(() ->
                        context.context().execute(() -> assertThat(CALLER.get()).isEqualTo("Anna")));

        assertThat(CALLER.get()).isNull();
    }

    @Test
    void whereTheContainerHasNeitherThreadsNorContextsTheClassLoaderOfTheCallerIsThere() throws Exception {
        naming.close();
        ClassLoader application = new ClassLoader(getClass().getClassLoader()) {};

        AsyncContext context = called(application, ManagedContexts.of(SETTING, null)::get);

        ClassLoader other = getClass().getClassLoader();
        assertThat(called(other, () -> {
                    ClassLoader[] seen = new ClassLoader[1];
                    context.context()
                            .execute(() -> seen[0] = Thread.currentThread().getContextClassLoader());
                    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(other);
                    return seen[0];
                }))
                .isSameAs(application);
    }

    @Test
    void aClassLoaderThatIsTheApplicationsOnItsOwnThreadOnlyIsNotTakenToAnother() {
        bindDefaults();

        AsyncContext context = called(new CxfContainerClassLoader(), () -> {
            ClassLoader[] seen = new ClassLoader[1];
            naming.bind("java:comp/DefaultContextService", contextsThatSee(seen));
            assertThat(ManagedContexts.of(SETTING, null).get()).isNotSameAs(AsyncContext.none());
            assertThat(seen[0]).isSameAs(ManagedContexts.class.getClassLoader());
            naming.close();
            return ManagedContexts.of(SETTING, null).get();
        });

        context.context()
                .execute(() -> CALLER.set(Thread.currentThread()
                        .getContextClassLoader()
                        .getClass()
                        .getName()));
        assertThat(CALLER.get())
                .isEqualTo(ManagedContexts.class.getClassLoader().getClass().getName());
    }

    private static ContextService contextsThatSee(ClassLoader[] seen) {
        return (ContextService) Proxy.newProxyInstance(
                ContextService.class.getClassLoader(), new Class<?>[] {ContextService.class}, (proxy, method, args) -> {
                    seen[0] = Thread.currentThread().getContextClassLoader();
                    return captured();
                });
    }

    private static <T> T called(ClassLoader loader, Supplier<T> call) {
        return new ContextClassLoader(loader).get(call);
    }

    @Test
    void theExecutorCanBeNamed() throws Exception {
        bindDefaults();
        naming.bind("java:app/concurrent/llm", named);

        assertThat(whereAnswersCome(Map.of("gigachat.executor", "java:app/concurrent/llm")))
                .isEqualTo("named for Anna");
    }

    @Test
    void aNameThatLeadsNowhereIsToldOnceAndTheDefaultServes() {
        bindDefaults();
        naming.bind("java:app/text", "not an executor");
        for (String name : List.of("java:app/nowhere", "java:app/text")) {
            JakartaContext contexts = new JakartaContext(SETTING, name);
            try (LogLines log = new LogLines()) {
                assertThat(contexts.captured()).isNotNull();
                assertThat(contexts.captured()).isNotNull();

                assertThat(log.of(Level.WARNING))
                        .singleElement()
                        .asString()
                        .contains(SETTING, "must be the JNDI name of a managed executor, or none", name);
            }
        }
    }

    @Test
    void noneSwitchesItOff() throws Exception {
        bindDefaults();

        assertThat(whereAnswersCome(Map.of("gigachat.executor", "none"))).isEqualTo("llmbeans-gigachat for null");
    }

    @Test
    void withoutAContainerAnswersComeOnTheProvidersThreads() throws Exception {
        naming.close();

        assertThat(whereAnswersCome(Map.of())).isEqualTo("llmbeans-gigachat for null");
    }

    @Test
    void anExecutorThatIsShutDownDoesNotLoseTheAnswer() throws Exception {
        bindDefaults();
        standard.shutdown();

        assertThat(whereAnswersCome(Map.of())).isEqualTo("llmbeans-gigachat for Anna");
    }

    @Test
    void theFirstStandardThatHasSomethingForTheCallerCounts() {
        AsyncContext second = new AsyncContext(Runnable::run, Runnable::run);
        ManagedContexts.Standard broken = () -> {
            throw new RejectedExecutionException("not here");
        };
        ManagedContexts.Standard old = () -> {
            throw new NoSuchMethodError("currentContextExecutor");
        };

        assertThat(new ManagedContexts(List.of(broken, old, () -> null, () -> second)).get())
                .isSameAs(second);
        assertThat(new ManagedContexts(List.of(broken, () -> null)).get()).isSameAs(AsyncContext.none());
    }

    @Test
    void anInstanceHasItsOwnExecutorOrThatOfAll() throws Exception {
        bindDefaults();
        naming.bind("java:app/concurrent/llm", named);

        Map<String, String> one =
                Map.of("gigachat.instances", "sales", "gigachat.sales.executor", "java:app/concurrent/llm");
        assertThat(whereAnswersCome("sales", one)).isEqualTo("named for Anna");
        assertThat(whereAnswersCome("gigachat", one)).isEqualTo("standard for Anna");
        Map<String, String> all = Map.of("gigachat.instances", "sales", "gigachat.executor", "java:app/concurrent/llm");
        assertThat(whereAnswersCome("sales", all)).isEqualTo("named for Anna");
    }
}
