package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.Socketed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Break how a provider ends. */
final class LifeMutants {
    private static final List<BaseProvider> EVER_MADE = new CopyOnWriteArrayList<>();

    private LifeMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.wrapped("LIF-CLOSE-TWICE", "the second close is taken for a mistake", ClosedOnce::new),
                Mutant.wrapped("LIF-CLOSE-NEVER-FAILS", "closing while a call runs is a mistake", Counting::new),
                Mutant.of("LIF-CLOSED-REFUSES", "a call after close opens the provider again", Reopening::new),
                Mutant.of("LIF-CLOSE-ENDS-CALLS", "closing leaves open exchanges alone", Patient::new),
                Mutant.wrapped("LIF-NO-THREADS", "an executor is not shut down", Executing::new),
                Mutant.of(
                        "LIF-NO-CONNECTIONS",
                        "a connection kept for the next call is not closed",
                        (config, clock) -> new Connected(new ReferenceProvider(config, clock), config.baseUrl())),
                Mutant.of("LIF-NO-REFERENCES", "a static list holds every provider", (config, clock) -> {
                    BaseProvider provider = new ReferenceProvider(config, clock);
                    EVER_MADE.add(provider);
                    return provider;
                }));
    }

    private static final class ClosedOnce extends Wrapped {
        private final AtomicBoolean closed = new AtomicBoolean();

        ClosedOnce(BaseProvider inner) {
            super(inner);
        }

        @Override
        public void close() {
            if (!closed.compareAndSet(false, true)) {
                throw new IllegalStateException("closed already");
            }
            super.close();
        }
    }

    private static final class Counting extends Wrapped {
        private final AtomicInteger running = new AtomicInteger();

        Counting(BaseProvider inner) {
            super(inner);
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            running.incrementAndGet();
            try {
                return super.chat(request);
            } finally {
                running.decrementAndGet();
            }
        }

        @Override
        public void close() {
            int calls = running.get();
            super.close();
            if (calls > 0) {
                throw new IllegalStateException(calls + " calls were running");
            }
        }
    }

    private static final class Reopening extends Wrapped {
        private final Supplier<BaseProvider> again;
        private volatile boolean closed;

        Reopening(ProviderConfig config, Clock clock) {
            super(new ReferenceProvider(config, clock));
            again = () -> new ReferenceProvider(config, clock);
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            return (closed ? again.get() : inner).chat(request);
        }

        @Override
        public void close() {
            closed = true;
            super.close();
        }
    }

    private static final class Patient extends ReferenceProvider {
        Patient(ProviderConfig config, Clock clock) {
            super(config, clock);
            http = new Socketed() {
                @Override
                public void close() {
                    // Whoever waits may wait.
                }
            };
        }
    }

    private static final class Executing extends Wrapped {
        private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "provider-bookkeeping");
            thread.setDaemon(true);
            return thread;
        });

        Executing(BaseProvider inner) {
            super(inner);
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            ChatResponse response = super.chat(request);
            executor.execute(response::usage);
            return response;
        }
    }

    private static final class Connected extends Wrapped {
        private final URI server;
        private Socket spare;

        Connected(BaseProvider inner, URI server) {
            super(inner);
            this.server = server;
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            ChatResponse response = super.chat(request);
            connect();
            return response;
        }

        private synchronized void connect() {
            try {
                spare = spare == null ? new Socket(server.getHost(), server.getPort()) : spare;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
