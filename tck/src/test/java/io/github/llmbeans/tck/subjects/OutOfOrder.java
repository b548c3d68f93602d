package io.github.llmbeans.tck.subjects;

import io.github.llmbeans.AbstractProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.EventStream;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ModelInfo;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderInfo;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.TokenCount;
import java.util.EnumSet;
import java.util.List;

/** A member of a router that declares everything and does nothing. */
final class OutOfOrder extends AbstractProvider {

    /** For the model of that configuration. */
    OutOfOrder(String name, ProviderConfig config) {
        this(ProviderConfig.builder(name).model(config.model()).maxRetries(0).build());
    }

    private OutOfOrder(ProviderConfig config) {
        super(config, new ProviderInfo(config.name(), config.model(), EnumSet.allOf(Capability.class)));
    }

    @Override
    protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
        throw outOfOrder();
    }

    @Override
    protected EventStream openStream(ChatRequest request, Deadline deadline) {
        throw outOfOrder();
    }

    @Override
    protected List<TokenCount> attemptTokenCount(List<String> texts, Deadline deadline) {
        throw outOfOrder();
    }

    @Override
    protected List<ModelInfo> attemptModels(Deadline deadline) {
        throw outOfOrder();
    }

    private ProviderUnavailableException outOfOrder() {
        return new ProviderUnavailableException("out of order", Failure.of(info().name()));
    }

    @Override
    protected boolean probe(Deadline deadline) {
        return false;
    }
}
