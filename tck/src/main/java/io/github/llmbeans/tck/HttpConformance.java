package io.github.llmbeans.tck;

import io.github.llmbeans.tck.junit.ConformanceNodes;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * The conformance test of a provider that talks HTTP. Extend it, say how the provider is made and how its vendor looks on
 * the wire, and run it like any JUnit test; the report is written when the last requirement has its outcome.
 */
public abstract class HttpConformance implements HttpProviderUnderTest {

    /** For the author's class. */
    protected HttpConformance() {}

    /**
     * The requirements in random order, the verdict at the end.
     *
     * @return a test for each
     */
    @TestFactory
    public Stream<DynamicNode> requirements() {
        return ConformanceNodes.of(this);
    }
}
