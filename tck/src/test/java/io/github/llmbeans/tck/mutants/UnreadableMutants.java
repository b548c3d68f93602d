package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.reference.ReferenceFailures;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import io.github.llmbeans.tck.reference.Socketed.Response;
import jakarta.json.JsonException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.function.Predicate;

/** Break what becomes of a success that holds no answer. */
final class UnreadableMutants {
    private UnreadableMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "ERR-BROKEN-JSON",
                        "the status of a broken answer is not told",
                        FailureMutants.failures(config -> new ReferenceFailures(config) {
                            @Override
                            protected ProviderException unreadable(RuntimeException e) {
                                return e instanceof JsonException
                                        ? new ProviderUnavailableException(
                                                "The answer is broken", Failure.of(config.name()), e)
                                        : super.unreadable(e);
                            }
                        })),
                Mutant.of(
                        "ERR-WRONG-SHAPE",
                        "members are read without asking whether they are there",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected ChatResponse ask(ChatRequest request, Token token, Deadline deadline) {
                                try {
                                    return super.ask(request, token, deadline);
                                } catch (ProviderUnavailableException e) {
                                    if (e.getCause() instanceof NullPointerException untranslated) {
                                        throw untranslated;
                                    }
                                    if (e.getCause() instanceof ClassCastException untranslated) {
                                        throw untranslated;
                                    }
                                    throw e;
                                }
                            }
                        }),
                Mutant.of(
                        "ERR-HTML-SUCCESS",
                        "a page is taken for the answer",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected ChatResponse ask(ChatRequest request, Token token, Deadline deadline) {
                                return exchange(
                                        "POST",
                                        path("/ask"),
                                        headers(request, token),
                                        body(request),
                                        deadline,
                                        token,
                                        response -> {
                                            if (response.status() == 401) {
                                                return null;
                                            }
                                            requireSuccess(response, token);
                                            String text = response.text();
                                            return text.startsWith("<!DOCTYPE") ? page(text) : read(text);
                                        });
                            }

                            private ChatResponse page(String text) {
                                return new ChatResponse(
                                        text,
                                        info().name(),
                                        info().model(),
                                        FinishReason.STOP,
                                        "done",
                                        null,
                                        null,
                                        null,
                                        null);
                            }
                        }),
                Mutant.of(
                        "ERR-WRONG-CHARSET",
                        "the charset is looked up as the server names it",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            {
                                failures = new Leaking(
                                        config,
                                        e -> e instanceof UnsupportedCharsetException
                                                || e instanceof IllegalCharsetNameException);
                            }

                            @Override
                            protected void requireSuccess(Response response, Token token) throws IOException {
                                super.requireSuccess(response, token);
                                String type = response.headers().getOrDefault("content-type", "");
                                int at = type.indexOf("charset=");
                                if (at >= 0) {
                                    Charset.forName(type.substring(at + "charset=".length()));
                                }
                            }
                        }),
                Mutant.of(
                        "ERR-ONLY-OURS",
                        "a success other than 200 is taken for one's own mistake",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            {
                                failures = new Leaking(config, IllegalStateException.class::isInstance);
                            }

                            @Override
                            protected void requireSuccess(Response response, Token token) throws IOException {
                                if (response.status() == 204) {
                                    throw new IllegalStateException("a success without an answer");
                                }
                                super.requireSuccess(response, token);
                            }
                        }));
    }

    /** Lets some exceptions through as they are. */
    private static final class Leaking extends ReferenceFailures {
        private final Predicate<RuntimeException> which;

        Leaking(ProviderConfig config, Predicate<RuntimeException> which) {
            super(config);
            this.which = which;
        }

        @Override
        protected ProviderException unreadable(RuntimeException e) {
            if (which.test(e)) {
                throw e;
            }
            return super.unreadable(e);
        }
    }
}
