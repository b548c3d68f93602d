package io.github.llmbeans.tck.reference;

import io.github.llmbeans.tck.junit.ConformanceNodes;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The reference keeps everything; {@code -Dids=GEN-}, a regular expression, looks at a part. */
class ReferenceTest {

    @TestFactory
    Stream<DynamicNode> theReferenceKeepsEveryRequirement() {
        Pattern part = Pattern.compile(System.getProperty("ids", ""));
        return ConformanceNodes.of(new Reference())
                .filter(node -> part.matcher(node.getDisplayName()).lookingAt());
    }
}
