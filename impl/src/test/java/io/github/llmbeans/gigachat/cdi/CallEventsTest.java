package io.github.llmbeans.gigachat.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.CallAnswered;
import io.github.llmbeans.CallCancelled;
import io.github.llmbeans.CallEvent;
import io.github.llmbeans.CallFailed;
import io.github.llmbeans.CallInfo;
import io.github.llmbeans.CallObservation;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.CallStarted;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.gigachat.internal.LogLines;
import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import io.github.llmbeans.tck.server.Gate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An application is told of the calls of its providers, by events and by observers that are beans. */
class CallEventsTest {
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
    void anAnsweredCallIsToldBeforeAndAfterWithItsFiguresAndWithoutContent() {
        try (Application application = Application.start(keys().map(), Beans.Asker.class, Journal.class)) {
            application.bean(Beans.Asker.class).llm.generate("Hello");
            List<CallEvent> told = application.bean(Journal.class).told();

            assertThat(told).hasSize(2);
            CallStarted started = (CallStarted) told.get(0);
            CallAnswered answered = (CallAnswered) told.get(1);
            assertThat(started.provider()).isEqualTo("gigachat");
            assertThat(started.model()).isEqualTo("GigaChat-2-Pro");
            assertThat(started.request()).isNull();
            assertThat(answered.call()).isEqualTo(started.call());
            assertThat(answered.finishReason()).isEqualTo(FinishReason.STOP);
            assertThat(answered.usage().totalTokens()).isPositive();
            assertThat(answered.took()).isPositive();
            assertThat(answered.requestId()).isNotBlank();
            assertThat(answered.request()).isNull();
            assertThat(answered.response()).isNull();
        }
    }

    @Test
    void aFailedCallIsToldWithItsErrorAndWithoutTheException() {
        simulator.always(Endpoint.COMPLETIONS, WireErrors.internalError());
        try (Application application = Application.start(keys().map(), Beans.Asker.class, Journal.class)) {
            BaseProvider llm = application.bean(Beans.Asker.class).llm;
            Throwable thrown = catchThrowable(() -> llm.generate("Hello"));
            CallFailed failed =
                    (CallFailed) application.bean(Journal.class).told().get(1);

            assertThat(failed.error()).isEqualTo("ProviderUnavailableException");
            assertThat(failed.message()).isEqualTo(thrown.getMessage());
            assertThat(failed.status()).isEqualTo(500);
            assertThat(failed.attempts()).isOne();
            assertThat(failed.failure()).isNull();
            assertThat(failed.request()).isNull();
        }
    }

    @Test
    void withContentSwitchedOnRequestAnswerAndExceptionAreThere() {
        Keys keys = keys().with("llmbeans.events.content", "true");
        try (Application application = Application.start(keys.map(), Beans.Asker.class, Journal.class)) {
            BaseProvider llm = application.bean(Beans.Asker.class).llm;
            String answer = llm.generate("Hello");
            simulator.always(Endpoint.COMPLETIONS, WireErrors.internalError());
            Throwable thrown = catchThrowable(() -> llm.generate("Hello"));
            List<CallEvent> told = application.bean(Journal.class).told();

            assertThat(((CallStarted) told.get(0)).request()).isEqualTo(ChatRequest.of("Hello"));
            assertThat(((CallAnswered) told.get(1)).request()).isEqualTo(ChatRequest.of("Hello"));
            assertThat(((CallAnswered) told.get(1)).response().text()).isEqualTo(answer);
            assertThat(((CallFailed) told.get(3)).failure()).isSameAs(thrown);
            assertThat(told.get(2).call()).isNotEqualTo(told.get(0).call());
        }
    }

    @Test
    void aCancelledCallIsToldAsThat() throws Exception {
        Gate gate = simulator.hold(Endpoint.COMPLETIONS);
        try (Application application = Application.start(keys().map(), Beans.Asker.class, Cancelled.class)) {
            CompletableFuture<?> call = application
                    .bean(Beans.Asker.class)
                    .llm
                    .chatAsync(ChatRequest.of("Hello"))
                    .toCompletableFuture();
            gate.awaitArrivals(1, LIMIT);
            call.cancel(true);

            CallCancelled told = application.bean(Cancelled.class).next();
            assertThat(told.provider()).isEqualTo("gigachat");
            gate.open();
        }
    }

    @Test
    void asynchronousObserversAreToldOnAnotherThread() throws Exception {
        try (Application application = Application.start(keys().map(), Beans.Asker.class, AsyncJournal.class)) {
            application.bean(Beans.Asker.class).llm.generate("Hello");

            assertThat(application.bean(AsyncJournal.class).next()).isNotNull().isNotSameAs(Thread.currentThread());
        }
    }

    @Test
    void callsThroughARouterAreToldAsThoseOfItsMembers() {
        simulator.script(Endpoint.COMPLETIONS, WireErrors.internalError());
        Keys keys = keys().with("gigachat.instances", "sales")
                .instance("sales", simulator)
                .with("llmbeans.router.members", "gigachat,sales");
        try (Application application = Application.start(keys.map(), Beans.Asker.class, Journal.class)) {
            application.bean(Beans.Asker.class).llm.generate("Hello");

            assertThat(application.bean(Journal.class).told())
                    .extracting(event -> event.getClass().getSimpleName() + " " + event.provider())
                    .containsExactly(
                            "CallStarted gigachat", "CallFailed gigachat", "CallStarted sales", "CallAnswered sales");
        }
    }

    @Test
    void aMemberThatTheApplicationBringsIsToldLikeTheOthers() {
        Keys keys = keys().with("llmbeans.router.members", "local,gigachat");
        try (Application application =
                Application.start(keys.map(), Beans.Asker.class, Journal.class, RouterBeanTest.LocalModel.class)) {
            application.bean(Beans.Asker.class).llm.generate("Hello");

            assertThat(application.bean(Journal.class).told())
                    .extracting(event -> event.getClass().getSimpleName() + " " + event.provider())
                    .containsExactly("CallStarted local", "CallAnswered local");
        }
    }

    @Test
    void anObserverThatFailsDoesNotTouchTheCall() {
        try (LogLines log = new LogLines();
                Application application = Application.start(keys().map(), Beans.Asker.class, Broken.class)) {
            assertThat(application.bean(Beans.Asker.class).llm.generate("Hello"))
                    .contains("Hello");
            assertThat(log.of(Level.WARNING)).isNotEmpty();
            assertThat(log.all()).noneMatch(line -> line.contains("MARKER"));
        }
    }

    @Test
    void anObserverThatFailsAtTheBeginningKeepsNobodyFromHearingOfTheEnd() {
        try (LogLines log = new LogLines();
                Application application =
                        Application.start(keys().map(), Beans.Asker.class, BrokenAtFirst.class, Journal.class)) {
            application.bean(Beans.Asker.class).llm.generate("Hello");

            assertThat(application.bean(Journal.class).told()).last().isInstanceOf(CallAnswered.class);
            assertThat(log.of(Level.WARNING))
                    .anyMatch(line -> line.contains("CallStarted"))
                    .noneMatch(line -> line.contains("MARKER"));
        }
    }

    @Test
    void whereNobodyObservesNothingIsFired() {
        try (Application application = Application.start(keys().map(), Beans.Asker.class)) {
            Audience audience = new Audience(application.container().getBeanManager(), ContextClassLoader.current());

            assertThat(audience.isEmpty()).isTrue();
            assertThat(CallEvents.of(audience, true)).isSameAs(CallObserver.none());
        }
    }

    @Test
    void onlyWhatSomebodyObservesIsFired() {
        try (Application application = Application.start(keys().map(), Beans.Asker.class, Cancelled.class)) {
            Audience audience = new Audience(application.container().getBeanManager(), ContextClassLoader.current());

            assertThat(audience.observes(CallCancelled.class)).isTrue();
            assertThat(audience.observes(CallStarted.class)).isFalse();
        }
    }

    @Test
    void everyCallObserverThatIsABeanIsToldOfAllProviders() {
        Keys keys = keys().with("gigachat.instances", "sales").instance("sales", simulator);
        try (Application application =
                Application.start(keys.map(), Beans.Asker.class, Beans.SalesAsker.class, Counter.class)) {
            application.bean(Beans.Asker.class).llm.generate("Hello");
            application.bean(Beans.SalesAsker.class).llm.generate("Hello");

            assertThat(application.bean(Counter.class).told()).containsExactly("gigachat", "sales");
        }
    }

    private Keys keys() {
        return Keys.of(simulator).with("gigachat.max-retries", "0");
    }

    /** Writes down everything. */
    @ApplicationScoped
    static class Journal {
        private final List<CallEvent> events = new CopyOnWriteArrayList<>();

        void note(@Observes CallEvent event) {
            events.add(event);
        }

        List<CallEvent> told() {
            return events;
        }
    }

    /** Writes down what was cancelled. */
    @ApplicationScoped
    static class Cancelled {
        private final BlockingQueue<CallCancelled> events = new LinkedBlockingQueue<>();

        void note(@Observes CallCancelled event) {
            events.add(event);
        }

        CallCancelled next() throws InterruptedException {
            CallCancelled event = events.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(event).isNotNull();
            return event;
        }
    }

    /** Writes down on other threads. */
    @ApplicationScoped
    static class AsyncJournal {
        private final BlockingQueue<Thread> told = new LinkedBlockingQueue<>();

        void note(@ObservesAsync CallAnswered event) {
            told.add(Thread.currentThread());
        }

        Thread next() throws InterruptedException {
            return told.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Is of no use. */
    @Dependent
    static class Broken {
        void note(@Observes CallEvent event) {
            throw new IllegalStateException("MARKER");
        }
    }

    /** Is of no use when a call begins. */
    @Dependent
    static class BrokenAtFirst {
        void note(@Observes CallStarted event) {
            throw new IllegalStateException("MARKER");
        }
    }

    /** An observer that is a bean. */
    @ApplicationScoped
    static class Counter implements CallObserver {
        private final List<String> providers = new CopyOnWriteArrayList<>();

        @Override
        public CallObservation begin(CallInfo call) {
            providers.add(call.provider().name());
            return CallObservation.NONE;
        }

        List<String> told() {
            return providers;
        }
    }
}
