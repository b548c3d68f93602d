package io.github.llmbeans.gigachat.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.tck.server.Gate;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.PassivationCapable;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A provider lives as long as its application, and its holder may sleep meanwhile. */
@Tag("engine")
class LifeOfABeanTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private GigaChatSimulator simulator;

    @BeforeEach
    void startSimulator() {
        simulator = GigaChatSimulator.start();
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void theEndOfTheApplicationEndsTheThreadsOfItsProviders() {
        Keys keys = new Keys()
                .with("gigachat.instances", "sales,support")
                .instance("sales", simulator)
                .instance("support", simulator);
        try (Application application = Application.start(keys.map(), Beans.TwoAskers.class)) {
            Beans.TwoAskers askers = application.bean(Beans.TwoAskers.class);
            askers.sales.generate("Hello");
            askers.support.generate("Hello");
            assertThat(threadsOf("sales")).isNotEmpty();
            assertThat(threadsOf("support")).isNotEmpty();
        }

        awaitNoThreadsOf("sales");
        awaitNoThreadsOf("support");
    }

    @EnabledIf("io.github.llmbeans.gigachat.Engines#closesBeforeTheAnswer")
    @Test
    void theEndOfTheApplicationEndsCallsInFlight() throws Exception {
        Keys keys = new Keys().with("gigachat.instances", "sales").instance("sales", simulator);
        Gate gate = simulator.hold(Endpoint.COMPLETIONS);
        CompletableFuture<String> call;
        try (Application application = Application.start(keys.map(), Beans.SalesAsker.class)) {
            call = application
                    .bean(Beans.SalesAsker.class)
                    .llm
                    .generateAsync("Hello", io.github.llmbeans.GenerationParams.defaults())
                    .toCompletableFuture();
            gate.awaitArrivals(1, LIMIT);
        }

        assertThatThrownBy(() -> call.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        awaitNoThreadsOf("sales");
    }

    @Test
    void aProviderThatNobodyHasCalledHasNoThreads() {
        Keys keys = new Keys().with("gigachat.instances", "idle").instance("idle", simulator);
        try (Application application = Application.start(keys.map(), Beans.Bystander.class)) {
            assertThat(application.container().isRunning()).isTrue();
            assertThat(threadsOf("idle")).isEmpty();
        }
    }

    @Test
    void everyProviderBeanCanBePassivatedUnderAnIdThatStaysTheSame() {
        Keys keys = Keys.of(simulator).with("gigachat.instances", "sales").instance("sales", simulator);
        Set<String> first = ids(keys);

        assertThat(first).hasSize(2).isEqualTo(ids(keys));
    }

    /** Some containers derive the client proxy from the class of a bean, others from its types. */
    @Test
    void whatTheBeansMakeIsOfTheClassThatTheyTell() {
        try (Application application = Application.start(Keys.of(simulator).map(), Beans.Asker.class)) {
            BeanManager manager = application.container().getBeanManager();
            for (Class<?> type : List.of(BaseProvider.class, HealthCheck.class)) {
                assertThat(manager.getBeans(type, Any.Literal.INSTANCE))
                        .isNotEmpty()
                        .allSatisfy(bean -> assertThat(made(bean, manager)).isInstanceOf(bean.getBeanClass()));
            }
        }
    }

    private static <T> T made(Bean<T> bean, BeanManager manager) {
        return bean.create(manager.createCreationalContext(bean));
    }

    @Test
    void aBeanThatMayBePassivatedMayHoldAProvider() {
        try (Application application = Application.start(Keys.of(simulator).map(), SessionAsker.class)) {
            assertThat(application.container().isRunning()).isTrue();
        }
    }

    @Test
    void aProviderThatWasWrittenAwayWithItsHolderIsTheSameProviderWhenItIsReadBack() throws Exception {
        try (Application application = Application.start(Keys.of(simulator).map(), Beans.Asker.class)) {
            Holder holder = new Holder(application.bean(Beans.Asker.class).llm);
            holder.llm.generate("Before");

            Holder back = readBack(writeAway(holder));

            assertThat(back.llm.generate("After")).contains("After");
            assertThat(simulator.tokenRequests()).hasSize(1);
        }
    }

    private Set<String> ids(Keys keys) {
        try (Application application = Application.start(keys.map(), Beans.Asker.class)) {
            Set<Bean<?>> beans =
                    application.container().getBeanManager().getBeans(BaseProvider.class, Any.Literal.INSTANCE);
            assertThat(beans).allSatisfy(bean -> assertThat(bean).isInstanceOf(PassivationCapable.class));
            return beans.stream()
                    .map(bean -> ((PassivationCapable) bean).getId())
                    .collect(java.util.stream.Collectors.toSet());
        }
    }

    private static byte[] writeAway(Holder holder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(holder);
        }
        return bytes.toByteArray();
    }

    private static Holder readBack(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (Holder) in.readObject();
        }
    }

    private static List<Thread> threadsOf(String provider) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("llmbeans-" + provider + "-"))
                .toList();
    }

    private static void awaitNoThreadsOf(String provider) {
        for (Thread thread : threadsOf(provider)) {
            try {
                thread.join(LIMIT.toMillis());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        assertThat(threadsOf(provider)).isEmpty();
    }

    /** Something that a server writes away. */
    private static final class Holder implements Serializable {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // What is injected is a proxy, which can be written.
        private final BaseProvider llm;

        Holder(BaseProvider llm) {
            this.llm = llm;
        }
    }

    /** A bean that a server may write away. */
    @SessionScoped
    static class SessionAsker implements Serializable {
        private static final long serialVersionUID = 1L;

        @Inject
        @SuppressWarnings("serial") // What is injected is a proxy, which can be written.
        BaseProvider llm;
    }
}
