package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.ReferenceTokens;
import io.github.llmbeans.tck.reference.Socketed;
import io.github.llmbeans.tck.reference.StaticKeyProvider;
import java.net.ConnectException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Let instances share what is their own; the statics are by name, which no two checks have in common. */
final class InstancesMutants {
    private static final int TOO_MANY = 5;
    private static final Map<String, ReferenceTokens> TOKENS = new ConcurrentHashMap<>();
    private static final Map<String, String> KEYS = new ConcurrentHashMap<>();
    private static final Map<String, AtomicInteger> CIRCUITS = new ConcurrentHashMap<>();
    private static final Map<String, Queue<Socketed>> CLIENTS = new ConcurrentHashMap<>();

    private InstancesMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "CON-OWN-TOKENS",
                        "instances with the same token endpoint share their token",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            {
                                tokens = TOKENS.computeIfAbsent(config.name() + config.authUrl(), name -> tokens);
                            }
                        }),
                TokenMutants.withoutTokens(
                        "CON-OWN-KEYS",
                        "instances with the same name send the key of the first one",
                        config -> new StaticKeyProvider(config) {
                            @Override
                            protected Map<String, String> key() {
                                return Map.of("X-Key", KEYS.computeIfAbsent(config.name(), name -> config.apiKey()));
                            }
                        }),
                Mutant.of("CON-OWN-FAILURES", "instances with the same name share a circuit", OneCircuit::new),
                Mutant.of(
                        "CON-OWN-LIFE",
                        "closing an instance closes the clients of all with its name",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            {
                                CLIENTS.computeIfAbsent(config.name(), name -> new ConcurrentLinkedQueue<>())
                                        .add(http);
                            }

                            @Override
                            protected void release() {
                                super.release();
                                CLIENTS.get(config.name()).forEach(Socketed::close);
                            }
                        }));
    }

    static boolean nobodyThere(Throwable failure) {
        return failure instanceof ConnectException || failure.getCause() != null && nobodyThere(failure.getCause());
    }

    private static final class OneCircuit extends ReferenceProvider {
        private final AtomicInteger refused;

        OneCircuit(ProviderConfig config, Clock clock) {
            super(config, clock);
            refused = CIRCUITS.computeIfAbsent(config.name(), name -> new AtomicInteger());
        }

        @Override
        protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
            if (refused.get() > TOO_MANY) {
                throw new ProviderUnavailableException("The circuit is open", Failure.of(config().name()));
            }
            try {
                return super.attempt(request, deadline);
            } catch (ProviderUnavailableException e) {
                if (nobodyThere(e)) {
                    refused.incrementAndGet();
                }
                throw e;
            }
        }
    }
}
