package io.github.llmbeans.tck.subjects;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.Router;
import io.github.llmbeans.RoutingStrategy;
import io.github.llmbeans.tck.junit.ConformanceNodes;
import io.github.llmbeans.tck.reference.Reference;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** A router of one that looks at how its member does keeps the contract, whatever its figures are. */
class BestAvailableConformanceTest extends Reference {

    @TestFactory
    Stream<DynamicNode> requirements() {
        return ConformanceNodes.of(this);
    }

    @Override
    public BaseProvider create(ProviderConfig config, Clock clock) {
        return new Router(config.name(), RoutingStrategy.BEST_AVAILABLE)
                .addProvider(new ReferenceProvider(config, clock));
    }
}
