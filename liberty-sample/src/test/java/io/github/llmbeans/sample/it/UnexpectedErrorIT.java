package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A mistake in a provider, which no exception of the contract describes. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class UnexpectedErrorIT {
    @ArquillianResource
    URI root;

    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.with("unexpected", Map.of("gigachat.access-token", "none"))
                .addClass(BrokenProvider.class);
    }

    @Test
    void theCallerGetsAnIdAndTheLogTheRest() {
        HttpResponse<String> response = new Api(root).ask("hello");
        assertThat(response.statusCode()).isEqualTo(500);
        JsonObject problem = Api.problem(response);
        assertThat(problem.getString("type")).isEqualTo("urn:llmbeans:problem:internal");
        assertThat(response.body()).doesNotContain(BrokenProvider.DETAIL);
        assertThat(Server.log()).contains(problem.getString("instance"), BrokenProvider.DETAIL);
    }

    @Test
    void theSameHoldsForAnAnswerThatWasToBeStreamed() {
        HttpResponse<String> response =
                new Api(root).post("api/stream", "{\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}");
        assertThat(response.statusCode()).isEqualTo(500);
        JsonObject problem = Api.problem(response);
        assertThat(response.body()).doesNotContain(BrokenProvider.DETAIL);
        assertThat(Server.log()).contains(problem.getString("instance"), BrokenProvider.DETAIL);
    }

    @Test
    void aProviderThatFailsAtStartUpNeitherStopsTheApplicationNorGoesUnnoticed() {
        assertThat(new Api(root).get("").statusCode()).isEqualTo(200);
        Patience.until(() -> Server.log().contains("No greeting at start"));
    }
}
