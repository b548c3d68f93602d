package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.gigachat.health.Probe;

/** A member of a router: its health is what the one probe of the provider says, so that nobody asks it twice. */
final class ProbedProvider extends DelegatingProvider {
    private final BaseProvider provider;
    private final Probe probe;

    ProbedProvider(BaseProvider provider, Probe probe) {
        this.provider = provider;
        this.probe = probe;
    }

    @Override
    BaseProvider provider() {
        return provider;
    }

    @Override
    public boolean healthCheck() {
        return probe.healthy();
    }
}
