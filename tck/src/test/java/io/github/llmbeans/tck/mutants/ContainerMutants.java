package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.ProviderContainer;
import io.github.llmbeans.tck.reference.Reference;
import io.github.llmbeans.tck.reference.ReferenceContainer;
import jakarta.enterprise.context.Dependent;
import java.lang.annotation.Annotation;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;

/** Break the provider as a bean. */
final class ContainerMutants {
    private ContainerMutants() {}

    static List<Mutant> all() {
        return List.of(
                mutant(
                        "CDI-INJECTED",
                        "the bean without a name is made from another configuration",
                        (standard, named) -> new ReferenceContainer(standard, named, ContainerMutants::made) {
                            @Override
                            protected ProviderConfig configOf(ProviderConfig config) {
                                return config == standard
                                        ? config.toBuilder()
                                                .baseUrl("http://127.0.0.1:1/v1")
                                                .build()
                                        : config;
                            }
                        }),
                mutant(
                        "CDI-BY-NAME",
                        "every named bean is the one configured last",
                        (standard, named) -> new ReferenceContainer(standard, named, ContainerMutants::made) {
                            @Override
                            protected ProviderConfig configOf(ProviderConfig config) {
                                return config == standard ? config : named.get(named.size() - 1);
                            }
                        }),
                mutant(
                        "CDI-OWN-INSTANCES",
                        "named beans send the key of the first",
                        (standard, named) -> new ReferenceContainer(standard, named, ContainerMutants::made) {
                            @Override
                            protected ProviderConfig configOf(ProviderConfig config) {
                                return config == standard
                                        ? config
                                        : config.toBuilder()
                                                .apiKey(named.get(0).apiKey())
                                                .build();
                            }
                        }),
                mutant(
                        "CDI-OUTSIDE-REQUEST",
                        "the bean works on the thread that started the container only",
                        (standard, named) -> new ReferenceContainer(standard, named, ContainerMutants::bound)),
                mutant(
                        "CDI-ROUTER",
                        "the bean wraps what its provider throws",
                        (standard, named) -> new ReferenceContainer(standard, named, ContainerMutants::wrapping)),
                mutant(
                        "CDI-PASSIVATION",
                        "the bean has no client proxy",
                        (standard, named) -> new ReferenceContainer(standard, named, ContainerMutants::made) {
                            @Override
                            protected Class<? extends Annotation> scope() {
                                return Dependent.class;
                            }
                        }),
                mutant(
                        "CDI-CLOSED",
                        "the bean has no disposer",
                        (standard, named) -> new ReferenceContainer(standard, named, ContainerMutants::made) {
                            @Override
                            protected void destroy(BaseProvider provider) {
                                // Left running.
                            }
                        }));
    }

    private interface Broken {
        ReferenceContainer container(ProviderConfig standard, List<ProviderConfig> named);
    }

    private static Mutant mutant(String id, String what, Broken broken) {
        return new Mutant(id, what, new Reference() {
            @Override
            public ProviderContainer container(ProviderConfig standard, List<ProviderConfig> named) {
                return broken.container(standard, named).start();
            }
        });
    }

    private static BaseProvider made(ProviderConfig config) {
        return new Reference().create(config);
    }

    /** As a proxy does that knows nothing of unchecked exceptions. */
    private static BaseProvider wrapping(ProviderConfig config) {
        return new Wrapped(made(config)) {
            @Override
            public ChatResponse chat(ChatRequest request) {
                try {
                    return super.chat(request);
                } catch (ProviderException e) {
                    throw new UndeclaredThrowableException(e);
                }
            }
        };
    }

    /** As a provider does that looks something up in the context of a request. */
    private static BaseProvider bound(ProviderConfig config) {
        Thread home = Thread.currentThread();
        return new Wrapped(made(config)) {
            @Override
            public ChatResponse chat(ChatRequest request) {
                if (Thread.currentThread() != home) {
                    throw new IllegalStateException("no request is active on this thread");
                }
                return super.chat(request);
            }
        };
    }
}
