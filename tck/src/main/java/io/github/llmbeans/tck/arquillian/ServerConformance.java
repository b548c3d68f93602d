package io.github.llmbeans.tck.arquillian;

import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.report.Result;
import io.github.llmbeans.tck.report.Verdict;
import io.github.llmbeans.tck.run.ReportedRun;
import io.github.llmbeans.tck.run.RunSettings;
import io.github.llmbeans.tck.settings.RunConfiguration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The conformance test of a provider inside an application server: provider, kit and fake server are deployed together,
 * everything runs in the server's JVM, with the same requirements and ids as elsewhere. The author extends it and adds a
 * {@code @Deployment} method that returns what {@link KitArchive} makes.
 *
 * <p>The report is written where it is written in the other modes, by the server, which runs on the same machine. That of an
 * earlier run is replaced as soon as this one begins.
 */
@ExtendWith(ArquillianExtension.class)
public abstract class ServerConformance {

    /** For the author's class. */
    protected ServerConformance() {}

    /**
     * The provider under test; asked for inside the server. Its mode is {@link io.github.llmbeans.tck.Mode#SERVER}.
     *
     * @return how to make the provider, and its dialect or fault port
     */
    protected abstract ProviderUnderTest subject();

    /** Runs every requirement in the server and fails unless the verdict is good. */
    @Test
    public void theProviderKeepsTheContractInTheServer() {
        RunConfiguration configuration = KitArchive.configuration();
        RunSettings settings = configuration.settings();
        try (ReportedRun run = ReportedRun.open(getClass(), this::subject, settings, configuration.reportDir())) {
            List<Result> results = run.plan().stream().map(run::add).toList().stream()
                    .map(Supplier::get)
                    .toList();
            List<String> objections = run.objections();
            if (!objections.isEmpty()) {
                throw new AssertionError(String.join("\n", objections) + "\nReport: " + run.page() + "\n\n"
                        + failures(results, settings));
            }
        }
    }

    private static String failures(List<Result> results, RunSettings settings) {
        return results.stream()
                .filter(result -> Verdict.counts(result, settings.baseline().keySet()))
                .map(Result::message)
                .collect(Collectors.joining("\n\n"));
    }
}
