package io.github.llmbeans.tck.reference;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.UnsupportedCapabilityException;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** The reference without tokens: it sends its key with each request. */
public class StaticKeyProvider extends ReferenceProvider {

    public StaticKeyProvider(ProviderConfig config) {
        super(config, Clock.systemUTC());
    }

    @Override
    protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
        for (String option : request.params().options().keySet()) {
            throw new UnsupportedCapabilityException(info().name(), option, null);
        }
        ChatResponse response = ask(request, null, deadline);
        if (response == null) {
            throw failures.ofStatus(401, "the key is not accepted", null, null, null);
        }
        return response;
    }

    @Override
    protected Map<String, String> headers(ChatRequest request, Token none) {
        Map<String, String> headers = identified();
        headers.put("Content-Type", "application/json");
        if (request.sessionId() != null) {
            headers.put("X-Session", request.sessionId());
        }
        return headers;
    }

    private Map<String, String> identified() {
        Map<String, String> headers = new LinkedHashMap<>(key());
        headers.put("X-Call", callId());
        return headers;
    }

    protected Map<String, String> key() {
        return Map.of("X-Key", config().apiKey());
    }

    @Override
    protected boolean probe(Deadline deadline) {
        return exchange("GET", path("/models"), identified(), "", deadline, null, response -> {
            requireSuccess(response, null);
            return true;
        });
    }
}
