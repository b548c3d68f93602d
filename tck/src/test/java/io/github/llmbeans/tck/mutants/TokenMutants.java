package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import io.github.llmbeans.tck.reference.StaticKeyProvider;
import io.github.llmbeans.tck.reference.StaticKeyReference;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Break what a provider proves itself by. */
final class TokenMutants {
    private TokenMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "AUT-TOKEN-SENT",
                        "the token is fetched and not sent",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected Map<String, String> headers(ChatRequest request, Token token) {
                                Map<String, String> headers = super.headers(request, token);
                                headers.remove("X-Token");
                                return headers;
                            }
                        }),
                Mutant.of(
                        "AUT-KEY-FOR-TOKEN",
                        "the key's padding is cut off",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected Map<String, String> tokenHeaders() {
                                return Map.of("X-Key", config().apiKey().replace("=", ""), "X-Call", callId());
                            }
                        }),
                Mutant.of(
                        "AUT-TOKEN-REUSED",
                        "each failed call throws the token away",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected ChatResponse ask(ChatRequest request, Token token, Deadline deadline) {
                                try {
                                    return super.ask(request, token, deadline);
                                } catch (ProviderException e) {
                                    tokens.rejected(token);
                                    throw e;
                                }
                            }
                        }),
                withoutTokens("AUT-KEY-SENT", "the key's padding is cut off", config -> new StaticKeyProvider(config) {
                    @Override
                    protected Map<String, String> key() {
                        return Map.of("X-Key", config().apiKey().replace("=", ""), "X-Call", callId());
                    }
                }),
                withoutTokens(
                        "AUT-STATIC-KEY-REJECTED",
                        "a rejected key is sent once more",
                        config -> new StaticKeyProvider(config) {
                            @Override
                            protected ChatResponse ask(ChatRequest request, Token none, Deadline deadline) {
                                ChatResponse response = super.ask(request, none, deadline);
                                return response == null ? super.ask(request, none, deadline) : response;
                            }
                        }));
    }

    /** The reference without tokens, broken. */
    static Mutant withoutTokens(String id, String what, Function<ProviderConfig, BaseProvider> broken) {
        return new Mutant(id, what, new StaticKeyReference() {
            @Override
            public BaseProvider create(ProviderConfig config, Clock clock) {
                return broken.apply(config);
            }
        });
    }
}
