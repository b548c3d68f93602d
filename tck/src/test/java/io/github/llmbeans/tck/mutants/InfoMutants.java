package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderInfo;
import io.github.llmbeans.tck.reference.Reference;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Break what a provider says about itself. */
final class InfoMutants {
    private InfoMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.wrapped("GEN-INFO-STABLE", "info() tells the model of the last answer", LastModel::new),
                Mutant.wrapped("GEN-INFO-STABLE", "info() is refused after close()", Closed::new),
                saying(
                        "GEN-INFO-NAME",
                        "the vendor's name is told",
                        info -> new ProviderInfo("reference", info.model(), info.capabilities(), info.timeout())),
                saying(
                        "GEN-INFO-MODEL",
                        "the name of the model is written down",
                        info -> new ProviderInfo(info.name(), "reference-2", info.capabilities(), info.timeout())),
                Mutant.of(
                        "GEN-INFO-MODEL",
                        "a model that is written down is asked for",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected String model(ChatRequest request) {
                                return request.model() == null ? "reference-2" : request.model();
                            }
                        }),
                saying(
                        "GEN-INFO-CAPABILITIES",
                        "one capability is forgotten",
                        info -> new ProviderInfo(info.name(), info.model(), without(Capability.SEED), info.timeout())),
                saying(
                        "GEN-INFO-TIMEOUT",
                        "the timeout is written down",
                        info -> info.withTimeout(ProviderConfig.DEFAULT_TIMEOUT)),
                new Mutant("GEN-NO-EMPTY-PROMISES", "functions are declared", new Promising()),
                Mutant.of("GEN-QUIET-START", "the models are read at the start", Greeting::new));
    }

    static Set<Capability> without(Capability capability) {
        Set<Capability> declared = EnumSet.copyOf(ReferenceProvider.CAPABILITIES);
        declared.remove(capability);
        return declared;
    }

    private static Mutant saying(String id, String what, UnaryOperator<ProviderInfo> edit) {
        return Mutant.wrapped(id, what, inner -> new Wrapped(inner) {
            @Override
            public ProviderInfo info() {
                return edit.apply(super.info());
            }
        });
    }

    private static final class LastModel extends Wrapped {
        private volatile String model;

        LastModel(BaseProvider inner) {
            super(inner);
        }

        @Override
        public ProviderInfo info() {
            ProviderInfo info = super.info();
            return model == null ? info : new ProviderInfo(info.name(), model, info.capabilities(), info.timeout());
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            ChatResponse answer = super.chat(request);
            model = answer.model();
            return answer;
        }
    }

    private static final class Closed extends Wrapped {
        private volatile boolean closed;

        Closed(BaseProvider inner) {
            super(inner);
        }

        @Override
        public ProviderInfo info() {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            return super.info();
        }

        @Override
        public void close() {
            closed = true;
            super.close();
        }
    }

    /** Declares, to users and to the kit, what cannot be asked for. */
    private static final class Promising extends Reference {
        @Override
        public BaseProvider create(ProviderConfig config, Clock clock) {
            return new ReferenceProvider(config, clock, capabilities());
        }

        @Override
        public Set<Capability> capabilities() {
            Set<Capability> declared = EnumSet.copyOf(ReferenceProvider.CAPABILITIES);
            declared.add(Capability.FUNCTIONS);
            return declared;
        }
    }

    private static final class Greeting extends ReferenceProvider {
        private static final int PATIENCE = (int) Duration.ofMillis(500).toMillis();

        Greeting(ProviderConfig config, Clock clock) {
            super(config, clock);
            try {
                HttpURLConnection models =
                        (HttpURLConnection) path("/models").toURL().openConnection();
                models.setRequestProperty("Connection", "close");
                models.setRequestProperty("X-Call", callId());
                models.setReadTimeout(PATIENCE);
                models.getInputStream().close();
            } catch (IOException e) {
                logger().log(System.Logger.Level.DEBUG, "no models", e);
            }
        }
    }
}
