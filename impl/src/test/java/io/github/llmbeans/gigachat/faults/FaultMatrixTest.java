package io.github.llmbeans.gigachat.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.llmbeans.gigachat.Engines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Whatever goes wrong at a real socket, wherever: the caller gets what {@code FAULTS.md} says, and nothing is used up. */
@Timeout(600)
class FaultMatrixTest {
    private final Places places = new Places();
    private final Map<String, List<Fault>> faults = new LinkedHashMap<>();
    private final FaultsPage page = new FaultsPage();

    @AfterEach
    void close() throws Exception {
        places.close();
    }

    @TestFactory
    Stream<DynamicNode> eachFaultAtEachPlaceGivesWhatTheTableSays() {
        faults.put("No connection", NetworkFaults.unreachable(places));
        faults.put("A connection that breaks", NetworkFaults.broken());
        faults.put("An answer that does not come, or does not end", NetworkFaults.endless());
        faults.put("200 with something else", BodyFaults.all());
        faults.put("Redirects", StatusFaults.redirects(places));
        faults.put("Refusals", StatusFaults.refusals());
        faults.put("Too many requests", HintFaults.all());
        faults.put("A server that fails", StatusFaults.failures());
        List<DynamicNode> nodes = new ArrayList<>();
        faults.forEach((group, members) ->
                nodes.add(dynamicContainer(group, members.stream().flatMap(fault -> cells(group, fault)))));
        nodes.add(dynamicTest(
                "no request has followed a redirect",
                () -> assertThat(places.stranger.requests()).isZero()));
        if (Engines.resteasy()) {
            nodes.add(dynamicTest("the table is today's", () -> page.check(faults)));
        }
        return nodes.stream();
    }

    private Stream<DynamicNode> cells(String group, Fault fault) {
        return fault.expected.keySet().stream()
                .map(spot -> dynamicTest(
                        fault.name + ": " + spot.label(), () -> page.add(fault, spot, new Cell(fault, spot).run())));
    }
}
