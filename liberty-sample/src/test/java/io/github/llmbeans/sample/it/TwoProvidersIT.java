package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The application with a router of two providers, by configuration alone. */
class TwoProvidersIT extends ApiTest {
    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.with("routed", TwoProviders.settings());
    }

    @BeforeEach
    void resetReserve() {
        TwoProviders.RESERVE.reset();
    }

    @Test
    void whenTheFirstProviderFailsTheSecondAnswersAndSaysSo() {
        assertThat(Api.object(api.ask("hello")).getString("provider")).isEqualTo("gigachat");
        TwoProviders.firstFails();
        JsonObject answer = Api.object(api.ask("hello"));
        assertThat(answer.getString("provider")).isEqualTo("reserve");
        assertThat(answer.getString("model")).startsWith("GigaChat-2:");
    }

    @Test
    void aStreamAndAConversationFallOverBeforeTheirFirstPieceToo() {
        TwoProviders.firstFails();
        try (EventReader reader = say("hello")) {
            assertThat(reader.next("started").data().getString("provider")).isEqualTo("reserve");
            assertThat(reader.rest())
                    .last()
                    .satisfies(
                            end -> assertThat(end.data().getString("provider")).isEqualTo("reserve"));
        }
    }

    @Test
    void whenAllFailTheProblemIsThatOfTheLast() {
        TwoProviders.firstFails();
        TwoProviders.RESERVE.always(Endpoint.COMPLETIONS, WireErrors.paymentRequired());
        HttpResponse<String> response = api.ask("hello");
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(Api.problem(response).getString("type")).endsWith(":provider-quota");
        assertThat(Api.problem(response).getString("provider")).isEqualTo("reserve");
    }

    @Test
    void theVisitorIsToldWhoCanAnswer() {
        JsonObject info = Api.object(api.get("api/info"));
        assertThat(info.getString("provider")).isEqualTo("router");
        assertThat(info.getJsonArray("members")).hasToString("[\"gigachat\",\"reserve\"]");
    }

    @Test
    void everyProviderGivesItsOpinionOnceAndTheRouterNone() {
        List<JsonObject> opinions = Api.read(
                        api.post("api/opinions", "{\"prompt\":\"Tabs?\"}").body())
                .asJsonArray()
                .getValuesAs(JsonObject.class);
        assertThat(opinions)
                .extracting(opinion -> opinion.getString("provider"))
                .containsExactly("gigachat", "reserve", "idle");
    }
}
