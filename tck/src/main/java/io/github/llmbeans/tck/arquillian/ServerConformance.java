package io.github.llmbeans.tck.arquillian;

import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.report.Report;
import io.github.llmbeans.tck.report.ReportFiles;
import io.github.llmbeans.tck.report.Verdict;
import io.github.llmbeans.tck.run.Runner;
import io.github.llmbeans.tck.settings.RunConfiguration;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The conformance test of a provider inside an application server: provider, kit and fake server are deployed together,
 * everything runs in the server's JVM, with the same requirements and ids as elsewhere. The author extends it and adds a
 * {@code @Deployment} method that returns what {@link KitArchive} makes.
 *
 * <p>The report is written where it is written in the other modes, by the server, which runs on the same machine.
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
        ProviderUnderTest subject = subject();
        Path dir = configuration.reportDir().resolve(getClass().getSimpleName());
        try (Runner runner = new Runner(subject, configuration.settings())) {
            Report report = runner.runAll();
            Verdict verdict =
                    ReportFiles.write(dir, report, configuration.settings().requirements());
            if (!verdict.passed()) {
                throw new AssertionError(String.join("\n", verdict.objections()) + "\nReport: "
                        + dir.resolve(ReportFiles.HTML) + "\n\n" + failures(report));
            }
        }
    }

    private static String failures(Report report) {
        return report.results().stream()
                .filter(result -> Verdict.counts(result, report.baseline().keySet()))
                .map(result -> result.message())
                .collect(Collectors.joining("\n\n"));
    }
}
