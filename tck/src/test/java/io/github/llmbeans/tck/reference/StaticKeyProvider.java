package io.github.llmbeans.tck.reference;

import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The reference without tokens: it sends its key with each request. */
public class StaticKeyProvider extends ReferenceProvider {

    public StaticKeyProvider(ProviderConfig config) {
        super(config, Clock.systemUTC());
    }

    @Override
    protected <T> T withToken(Deadline deadline, Function<Token, T> ask) {
        T answer = ask.apply(null);
        if (answer == null) {
            throw failures.ofStatus(401, "the key is not accepted", null, null, null);
        }
        return answer;
    }

    @Override
    protected Map<String, String> identified(Token none) {
        Map<String, String> headers = new LinkedHashMap<>(key());
        headers.put("X-Call", callId());
        return headers;
    }

    protected Map<String, String> key() {
        return Map.of("X-Key", config().apiKey());
    }

    @Override
    protected boolean probe(Deadline deadline) {
        return exchange("GET", path("/models"), identified(null), "", deadline, null, response -> {
            requireSuccess(response, null);
            return true;
        });
    }
}
