package io.github.llmbeans.tck.subjects;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ObservedProvider;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.Router;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.junit.ConformanceNodes;
import io.github.llmbeans.tck.reference.Reference;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
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
        return new Router(config.name())
                .addProvider(new OutOfOrder("out-of-order", config))
                .addProvider(new ReferenceProvider(config, clock));
    }

    @Override
    public Optional<BaseProvider> createObserved(ProviderConfig config, CallObserver observer) {
        return Optional.of(new ObservedProvider(create(config), observer));
    }

    @Override
    public Map<Need, String> cannot() {
        return Map.of(Need.CALL_ATTEMPTS, "the attempts of a router are calls of its members");
    }
}
