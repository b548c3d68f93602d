package io.github.llmbeans.tck.reference;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.Need;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The reference without tokens, as its author would describe it to the kit. */
public class StaticKeyReference extends Reference {

    @Override
    public BaseProvider create(ProviderConfig config, Clock clock) {
        return new StaticKeyProvider(config);
    }

    @Override
    public Map<Need, String> cannot() {
        return Map.of(Need.TOKENS, "the provider sends its key with each request");
    }

    @Override
    public Optional<BaseProvider> createObserved(ProviderConfig config, CallObserver observer) {
        return Optional.of(new StaticKeyProvider(config).tell(observer));
    }
}
