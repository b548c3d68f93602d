package io.github.llmbeans.tck.subjects;

import io.github.llmbeans.AbstractProvider;
import io.github.llmbeans.BaseProvider;
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
import io.github.llmbeans.Router;
import io.github.llmbeans.TokenCount;
import io.github.llmbeans.tck.junit.ConformanceNodes;
import io.github.llmbeans.tck.reference.Reference;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** A router of two keeps the contract: its first member is always out of order, the second one does the work. */
class RouterConformanceTest extends Reference {

    @TestFactory
    Stream<DynamicNode> requirements() {
        return ConformanceNodes.of(this);
    }

    @Override
    public BaseProvider create(ProviderConfig config, Clock clock) {
        ProviderConfig dead = ProviderConfig.builder("out-of-order")
                .model(config.model())
                .maxRetries(0)
                .build();
        return new Router(config.name())
                .addProvider(new OutOfOrder(dead))
                .addProvider(new ReferenceProvider(config, clock));
    }

    /** Declares everything and does nothing. */
    private static final class OutOfOrder extends AbstractProvider {

        OutOfOrder(ProviderConfig config) {
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
}
