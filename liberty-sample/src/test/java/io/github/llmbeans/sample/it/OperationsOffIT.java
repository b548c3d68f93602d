package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The operator's view, switched off. */
class OperationsOffIT extends PageTest {
    @Deployment(testable = false)
    static WebArchive sample() {
        Map<String, String> settings = Simulators.patientSettings("gigachat.", SIMULATOR);
        settings.put("sample.operations", "false");
        return SampleWar.with("operations-off", settings);
    }

    @Test
    void thereIsNothingAndThePageSaysWhy() {
        HttpResponse<String> response = new Api(root).get("api/operations");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(Api.problem(response).getString("type")).isEqualTo("about:blank");
        page.visit(root.resolve("operations.html"));
        assertThat(page.await("#trouble").getText()).contains("sample.operations");
        assertThat(page.visible(".card")).isEmpty();
    }
}
