package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.reference.ReferenceFailures;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Show keys and tokens. */
final class SecretMutants {
    private SecretMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "SEC-STRING-FORMS",
                        "the provider's string form shows its configuration with the key",
                        (config, clock) -> new Shown(new ReferenceProvider(config, clock), config)),
                Mutant.of("SEC-EXCEPTIONS", "the server's words are kept as they came", Uncleaned::new),
                Mutant.of(
                        "SEC-LOGS",
                        "the headers of requests are logged",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected Map<String, String> headers(ChatRequest request, Token token) {
                                Map<String, String> headers = super.headers(request, token);
                                logger().log(System.Logger.Level.TRACE, () -> "sends " + headers);
                                return headers;
                            }
                        }),
                Mutant.of(
                        "SEC-ENCODED",
                        "the log tells which client asks for a token",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected Map<String, String> headers(ChatRequest request, Token token) {
                                byte[] client = Base64.getDecoder().decode(config().apiKey());
                                logger().log(
                                                System.Logger.Level.DEBUG,
                                                () -> "is client " + new String(client, StandardCharsets.UTF_8));
                                return super.headers(request, token);
                            }
                        }));
    }

    private static final class Shown extends Wrapped {
        private final ProviderConfig config;

        Shown(BaseProvider inner, ProviderConfig config) {
            super(inner);
            this.config = config;
        }

        @Override
        public String toString() {
            return "Provider[name=" + config.name() + ", key=" + config.apiKey() + "]";
        }
    }

    private static final class Uncleaned extends ReferenceProvider {
        Uncleaned(ProviderConfig config, Clock clock) {
            super(config, clock);
            failures = new ReferenceFailures(config) {
                @Override
                protected ProviderException ofStatus(
                        int status, String said, String requestId, Duration retryAfter, Token token) {
                    ProviderException failure = super.ofStatus(status, said, requestId, retryAfter, token);
                    failure.addSuppressed(new IOException("The server's own words: " + said));
                    return failure;
                }
            };
        }
    }
}
