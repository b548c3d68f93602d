package io.github.llmbeans.sample.it;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderInfo;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** A provider with a mistake in it; as a bean of the application it takes the place of the configured one. */
@ApplicationScoped
class BrokenProvider implements BaseProvider {
    static final String DETAIL = "index 7 of the secret table";

    @Override
    public ProviderInfo info() {
        return new ProviderInfo("broken", "none", Set.of());
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
        throw new IndexOutOfBoundsException(DETAIL);
    }

    @Override
    public boolean healthCheck() {
        return false;
    }

    @Override
    public void close() {}
}
