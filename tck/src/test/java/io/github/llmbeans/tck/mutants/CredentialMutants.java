package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import io.github.llmbeans.tck.reference.Socketed;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Send keys and tokens to others, or text where it does not belong. */
final class CredentialMutants {
    private CredentialMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("SEC-REDIRECT", "redirects are followed with all headers", Following::new),
                Mutant.of(
                        "SEC-KEY-ONLY-FOR-TOKENS",
                        "the key goes with every request",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected Map<String, String> headers(ChatRequest request, Token token) {
                                Map<String, String> headers = super.headers(request, token);
                                headers.put("X-Key", config().apiKey());
                                return headers;
                            }
                        }),
                Mutant.of("SEC-TLS-VERIFIED", "every certificate is trusted", Trusting::new),
                Mutant.of(
                        "SEC-HEADER-INJECTION",
                        "a header repeats prompts that are plain ASCII",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected Map<String, String> headers(ChatRequest request, Token token) {
                                Map<String, String> headers = super.headers(request, token);
                                String prompt = request.messages().get(0).content();
                                if (StandardCharsets.US_ASCII.newEncoder().canEncode(prompt) && prompt.length() < 200) {
                                    headers.put("X-Title", prompt);
                                }
                                return headers;
                            }
                        }));
    }

    private static final class Following extends ReferenceProvider {
        Following(ProviderConfig config, Clock clock) {
            super(config, clock);
            http = new Socketed() {
                @Override
                protected <T> T send(
                        String method, URI uri, Map<String, String> headers, String body, Deadline deadline, Use<T> use)
                        throws IOException {
                    return super.send(method, uri, headers, body, deadline, response -> {
                        String location = response.headers().get("location");
                        return response.status() < 300 || response.status() > 399 || location == null
                                ? use.of(response)
                                : super.send(method, uri.resolve(location), headers, body, deadline, use);
                    });
                }
            };
        }
    }

    private static final class Trusting extends ReferenceProvider {
        Trusting(ProviderConfig config, Clock clock) {
            super(config, clock);
            http = new Socketed() {
                @Override
                protected SSLSocketFactory trusting() {
                    try {
                        SSLContext context = SSLContext.getInstance("TLS");
                        context.init(null, new TrustManager[] {new Everybody()}, new SecureRandom());
                        return context.getSocketFactory();
                    } catch (GeneralSecurityException e) {
                        throw new IllegalStateException(e);
                    }
                }
            };
        }
    }

    private static final class Everybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // Everybody.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // Everybody.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
