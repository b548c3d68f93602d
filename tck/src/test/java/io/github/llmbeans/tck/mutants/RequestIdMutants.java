package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Break the ids that requests carry. */
final class RequestIdMutants {
    private RequestIdMutants() {}

    static List<Mutant> all() {
        return List.of(Mutant.of(
                "GEN-FRESH-REQUEST-ID", "a repeat carries the id of the first try", RequestIdMutants::sameIdAgain));
    }

    private static ReferenceProvider sameIdAgain(ProviderConfig config, Clock clock) {
        return new ReferenceProvider(config, clock) {
            @Override
            protected Map<String, String> headers(ChatRequest request, Token token) {
                Map<String, String> headers = super.headers(request, token);
                byte[] content = body(request).getBytes(StandardCharsets.UTF_8);
                headers.put("X-Call", UUID.nameUUIDFromBytes(content).toString());
                return headers;
            }
        };
    }
}
