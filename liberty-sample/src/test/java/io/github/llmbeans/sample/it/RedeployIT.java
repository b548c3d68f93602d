package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The application is taken away while calls are under way, and comes again: so many times as {@code -Dredeployments} says,
 * 12 by default. The figures are in {@code target/redeployments.txt}.
 */
@Tag(Needs.LIBERTY)
@ExtendWith(ArquillianExtension.class)
class RedeployIT {
    private static final String NAME = "redeploy";
    private static final int TIMES = Integer.getInteger("redeployments", 12);
    private static final int FEW = 9;
    private static final int CLASSES_OF_THE_APPLICATION = 450;
    private static final URI ROOT = Server.application(NAME);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = NAME, managed = false, testable = false)
    static WebArchive sample() {
        var settings = Simulators.settings("gigachat.", Simulators.MAIN);
        settings.put("gigachat.timeout", "60");
        return SampleWar.with(NAME, settings);
    }

    @Test
    void callsUnderWayEndWithAnErrorAndNothingOfTheApplicationStays() throws Exception {
        List<String> figures = new ArrayList<>();
        List<Long> heap = new ArrayList<>();
        List<Integer> classes = new ArrayList<>();
        try (ServerJvm server = new ServerJvm()) {
            for (int i = 0; i < TIMES; i++) {
                deployer.deploy(NAME);
                cutOff();
                Patience.until(() -> server.threads("llmbeans-").isEmpty());
                heap.add(server.heap());
                classes.add(server.loadedClasses());
                figures.add("after redeployment " + (i + 1) + ": heap " + heap.get(i) + " KiB, threads "
                        + server.threads() + ", classes " + classes.get(i));
                Files.write(Path.of("target", "redeployments.txt"), figures, StandardCharsets.UTF_8);
            }
        }
        // The server keeps a few class loaders of applications for a while; one that stays for ever costs its classes
        // each time.
        assertThat(classes.get(TIMES - 1))
                .as("%s", figures)
                .isLessThan(classes.get(0) + FEW * CLASSES_OF_THE_APPLICATION);
    }

    /** Takes the application away while one call waits for its answer, one is streamed, and one waits for the server. */
    private void cutOff() {
        // Once before the application's files are taken away, so that what tells of failures is there.
        Simulators.MAIN.always(Endpoint.COMPLETIONS, WireErrors.gatewayHtml503());
        assertThat(post("api/generate", "{\"prompt\":\"Hello\"}").join().statusCode())
                .isEqualTo(502);
        Simulators.MAIN.reset();
        var gate = Simulators.MAIN.hold(Endpoint.COMPLETIONS);
        List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
        calls.add(post("api/generate", "{\"prompt\":\"Hello\"}"));
        calls.add(post("api/stream", "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"));
        gate.awaitArrivals(2, Duration.ofSeconds(30));

        deployer.undeploy(NAME);

        List<String> outcomes = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> call : calls) {
            HttpResponse<String> response = call.orTimeout(60, TimeUnit.SECONDS).join();
            outcomes.add(response.statusCode() + " " + response.body());
        }
        // The application says so, or the server in its place.
        assertThat(outcomes.get(0)).startsWith("50");
        // The stream has ended, with its last event if the server still finds the application's classes.
        assertThat(outcomes.get(1)).doesNotContain("event: finished");
        gate.open();
        Simulators.MAIN.reset();
    }

    private CompletableFuture<HttpResponse<String>> post(String path, String json) {
        return http.sendAsync(
                HttpRequest.newBuilder(ROOT.resolve(path))
                        .timeout(Duration.ofSeconds(60))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
