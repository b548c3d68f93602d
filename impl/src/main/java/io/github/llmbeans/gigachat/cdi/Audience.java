package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.CallAnswered;
import io.github.llmbeans.CallCancelled;
import io.github.llmbeans.CallEvent;
import io.github.llmbeans.CallFailed;
import io.github.llmbeans.CallStarted;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The observer methods of the application for the events of calls, looked for once. An event for which there is none is
 * not fired.
 */
final class Audience {
    private static final System.Logger LOG = System.getLogger(Audience.class.getName());
    private static final List<CallEvent> SAMPLES = List.of(
            new CallStarted(0, "", "", false, null),
            new CallAnswered(0, "", "", false, Duration.ZERO, null, null, null, null, null),
            new CallFailed(0, "", "", false, Duration.ZERO, "", null, 0, null, null, null, null),
            new CallCancelled(0, "", "", false, Duration.ZERO));

    private final BeanManager manager;
    private final ContextClassLoader application;
    private final Set<Class<?>> synchronous = new HashSet<>();
    private final Set<Class<?>> asynchronous = new HashSet<>();

    Audience(BeanManager manager, ContextClassLoader application) {
        this.manager = manager;
        this.application = application;
        for (CallEvent sample : SAMPLES) {
            for (ObserverMethod<? super CallEvent> method : manager.resolveObserverMethods(sample)) {
                (method.isAsync() ? asynchronous : synchronous).add(sample.getClass());
            }
        }
    }

    boolean isEmpty() {
        return synchronous.isEmpty() && asynchronous.isEmpty();
    }

    boolean observes(Class<? extends CallEvent> type) {
        return synchronous.contains(type) || asynchronous.contains(type);
    }

    /**
     * On this thread to those who observe synchronously, with the application's class loader. What an observer throws is
     * logged, so that the end of a call is told also if its beginning could not be.
     */
    void tell(CallEvent event) {
        Class<?> type = event.getClass();
        if (asynchronous.contains(type)) {
            safely(
                    type,
                    () -> manager.getEvent()
                            .select(CallEvent.class)
                            .fireAsync(event)
                            .exceptionally(failure -> {
                                failed("An asynchronous observer", type, failure);
                                return event;
                            }));
        }
        if (synchronous.contains(type)) {
            safely(type, () -> manager.getEvent().select(CallEvent.class).fire(event));
        }
    }

    private void safely(Class<?> type, Runnable telling) {
        try {
            application.run(telling);
        } catch (RuntimeException | Error e) {
            failed("An observer", type, e);
        }
    }

    /** Its message may hold anything. */
    private static void failed(String who, Class<?> type, Throwable failure) {
        LOG.log(
                System.Logger.Level.WARNING,
                "{0} of {1} has failed with {2}",
                who,
                type.getSimpleName(),
                failure.getClass().getName());
    }
}
