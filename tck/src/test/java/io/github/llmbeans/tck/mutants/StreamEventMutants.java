package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.tck.reference.Reference;
import io.github.llmbeans.tck.reference.ReferenceEvents;
import io.github.llmbeans.tck.reference.ReferenceLines;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.Socketed.Response;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Break streams of events. */
final class StreamEventMutants {
    private static final System.Logger LOGGER = System.getLogger(StreamEventMutants.class.getName());

    private StreamEventMutants() {}

    static List<Mutant> all() {
        return List.of(
                events(
                        "STR-EVENTS-ANSWER",
                        "the last event has the facts and not the text",
                        StreamEventMutants::withoutText),
                new Mutant("STR-EVENTS-ANSWER", "without streaming no event tells the end", new Endless()),
                events("STR-EVENTS-FACTS", "the last event has the text only", StreamEventMutants::textOnly),
                Mutant.wrapped(
                        "STR-EVENTS-AS-THEY-COME",
                        "chatStream is left to the contract's default",
                        inner -> new Wrapped(inner) {
                            @Override
                            public Flow.Publisher<StreamEvent> chatStream(ChatRequest request) {
                                return wholeAnswer(request);
                            }
                        }),
                asking(
                        "STR-SAME-AS-CHAT",
                        "a stream has no session and no parameters",
                        request -> ChatRequest.builder()
                                .messages(request.messages())
                                .model(request.model())
                                .timeout(request.timeout())
                                .build()),
                Mutant.of(
                        "STR-EVENTS-NOT-EMPTY",
                        "each piece of the server is an event, empty ones too",
                        EmptyPieces::new),
                events(
                        "STR-REASONING",
                        "reasoning is handed over as text",
                        event -> event instanceof StreamEvent.Reasoning piece
                                ? new StreamEvent.Text(piece.text())
                                : event),
                events("STR-FUNCTION-CALL", "a stream forgets the function call", StreamEventMutants::withoutCall),
                relayed("STR-PARTIAL-RESPONSE", "the exception is made anew", Anew::new),
                asking(
                        "STR-TIMEOUT",
                        "a stream has the provider's time and not the request's",
                        request -> request.toBuilder().timeout(null).build()),
                Mutant.wrapped("STR-CLOSE-ENDS-STREAMS", "closing waits for the streams to end", Waiting::new),
                relayed("STR-ERROR-ONCE", "a failure is logged again where it is handed over", Alarming::new),
                events("STR-NO-LEAKS", "pieces are logged for those who debug", event -> {
                    if (event instanceof StreamEvent.Text piece) {
                        LOGGER.log(Level.TRACE, () -> "a piece: " + piece.text());
                    }
                    return event;
                }));
    }

    private static Mutant relayed(
            String id,
            String what,
            BiFunction<String, Flow.Subscriber<? super StreamEvent>, Flow.Subscriber<StreamEvent>> broken) {
        return Mutant.wrapped(id, what, inner -> new Wrapped(inner) {
            @Override
            public Flow.Publisher<StreamEvent> chatStream(ChatRequest request) {
                Flow.Publisher<StreamEvent> right = super.chatStream(request);
                return StreamMutants.relayed(
                        right, subscriber -> broken.apply(inner.info().name(), subscriber));
            }
        });
    }

    private static Mutant events(String id, String what, UnaryOperator<StreamEvent> edit) {
        return relayed(id, what, (name, subscriber) -> new Relayed<StreamEvent>(subscriber) {
            @Override
            public void onNext(StreamEvent event) {
                super.onNext(edit.apply(event));
            }
        });
    }

    private static Mutant asking(String id, String what, UnaryOperator<ChatRequest> edit) {
        return Mutant.wrapped(id, what, inner -> new Wrapped(inner) {
            @Override
            public Flow.Publisher<StreamEvent> chatStream(ChatRequest request) {
                return super.chatStream(edit.apply(request));
            }
        });
    }

    private static StreamEvent withoutText(StreamEvent event) {
        return event instanceof StreamEvent.Finished finished
                ? new StreamEvent.Finished(
                        finished.response().toBuilder().text("").build())
                : event;
    }

    private static StreamEvent withoutCall(StreamEvent event) {
        return event instanceof StreamEvent.Finished finished
                ? new StreamEvent.Finished(
                        finished.response().toBuilder().functionCall(null).build())
                : event;
    }

    private static final class EmptyPieces extends ReferenceProvider {
        EmptyPieces(ProviderConfig config, Clock clock) {
            super(config, clock);
        }

        @Override
        protected ReferenceEvents read(ReferenceLines lines, Response response, Deadline deadline) {
            return new ReferenceEvents(this, lines, response, deadline) {
                @Override
                protected StreamEvent text(String piece) {
                    return new StreamEvent.Text(piece);
                }
            };
        }
    }

    private static StreamEvent textOnly(StreamEvent event) {
        if (event instanceof StreamEvent.Finished finished) {
            ChatResponse right = finished.response();
            return new StreamEvent.Finished(ChatResponse.of(right.text(), right.provider(), right.model()));
        }
        return event;
    }

    private static final class Anew extends Relayed<StreamEvent> {
        Anew(String name, Flow.Subscriber<? super StreamEvent> to) {
            super(to);
        }

        @Override
        public void onError(Throwable failure) {
            super.onError(
                    failure.getClass() == ProviderUnavailableException.class
                                    && failure instanceof ProviderException right
                                    && right.partialResponse().isPresent()
                            ? new ProviderUnavailableException(right.getMessage(), right.failure(), right.getCause())
                            : failure);
        }
    }

    private static final class Alarming extends Relayed<StreamEvent> {
        private final String name;

        Alarming(String name, Flow.Subscriber<? super StreamEvent> to) {
            super(to);
            this.name = name;
        }

        @Override
        public void onError(Throwable failure) {
            LOGGER.log(Level.ERROR, () -> "A stream of " + name + " has failed");
            super.onError(failure);
        }
    }

    /** Does not close while a stream is open. */
    private static final class Waiting extends Wrapped {
        private final AtomicInteger open = new AtomicInteger();

        Waiting(BaseProvider inner) {
            super(inner);
        }

        @Override
        public Flow.Publisher<StreamEvent> chatStream(ChatRequest request) {
            Flow.Publisher<StreamEvent> right = super.chatStream(request);
            return subscriber -> {
                open.incrementAndGet();
                right.subscribe(new Relayed<StreamEvent>(subscriber) {
                    @Override
                    public void onError(Throwable failure) {
                        open.decrementAndGet();
                        super.onError(failure);
                    }

                    @Override
                    public void onComplete() {
                        open.decrementAndGet();
                        super.onComplete();
                    }
                });
            };
        }

        @Override
        public void close() {
            if (open.get() == 0) {
                super.close();
            }
        }
    }

    /** Does not declare streaming, and says nothing of the end. */
    private static final class Endless extends Reference {
        @Override
        public Set<Capability> capabilities() {
            Set<Capability> fewer = EnumSet.copyOf(super.capabilities());
            fewer.remove(Capability.STREAMING);
            return fewer;
        }

        @Override
        public BaseProvider create(ProviderConfig config, Clock clock) {
            return new ReferenceProvider(config, clock, capabilities()) {
                @Override
                public Flow.Publisher<StreamEvent> chatStream(ChatRequest request) {
                    Flow.Publisher<StreamEvent> right = super.chatStream(request);
                    return StreamMutants.relayed(right, subscriber -> new Relayed<StreamEvent>(subscriber) {
                        @Override
                        public void onNext(StreamEvent event) {
                            if (!(event instanceof StreamEvent.Finished)) {
                                super.onNext(event);
                            }
                        }
                    });
                }
            };
        }
    }
}
