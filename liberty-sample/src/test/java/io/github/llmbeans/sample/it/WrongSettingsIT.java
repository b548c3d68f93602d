package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application that is configured wrong does not start, and the server's log says why, all of it. */
@ExtendWith(ArquillianExtension.class)
class WrongSettingsIT {
    private static final String NAME = "wrong-settings";

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = NAME, managed = false, testable = false)
    static WebArchive sample() {
        Map<String, String> settings = Simulators.settings("gigachat.", Simulators.MAIN);
        settings.put("gigachat.instances", "sales");
        settings.put("gigachat.timeout", "0");
        settings.put("gigachat.sales.max-retries", "many");
        settings.put("llmbeans.router.members", "gigachat,sales,sales,nobody");
        settings.put("llmbeans.router.strategy", "fastest");
        return SampleWar.with(NAME, settings);
    }

    @Test
    void oneMessageInTheLogListsEveryMistake() throws IOException {
        Path logs = Path.of(System.getProperty("it.logs"));
        Throwable thrown = catchThrowable(() -> deployer.deploy(NAME));
        try {
            assertThat(thrown).isNotNull();
            String log =
                    Files.readString(Path.of(System.getProperty("it.logs"), "messages.log"), StandardCharsets.UTF_8);
            String message = log.substring(log.indexOf("6 settings are wrong"));
            assertThat(message.substring(0, Math.min(2_000, message.length())))
                    .contains(
                            "gigachat.timeout (GIGACHAT_TIMEOUT) must be between 1 and 300 seconds, was \"0\"",
                            "gigachat.sales.max-retries (GIGACHAT_SALES_MAX_RETRIES) must be a whole number",
                            "must list each provider once, was \"sales\" again",
                            "was \"nobody\"; there are [gigachat, sales]",
                            "(LLMBEANS_ROUTER_STRATEGY) must be ordered, round-robin, random, first-available or"
                                    + " best-available, was \"fastest\"");
        } finally {
            // What has not started cannot be undeployed; left there, it would keep the server from being ready.
            catchThrowable(() -> deployer.undeploy(NAME));
            Files.deleteIfExists(logs.resolveSibling("dropins").resolve(NAME + ".war"));
        }
    }
}
