package io.github.llmbeans.gigachat.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PromptCacheTest {

    private static final String FIRST = "{\"role\":\"user\",\"content\":\"12345678\"}";
    private static final String SECOND =
            FIRST + ",{\"role\":\"assistant\",\"content\":\"One.\"}," + "{\"role\":\"user\",\"content\":\"More\"}";

    private final GigaChatSimulator sim = GigaChatSimulator.start();
    private final Client client = new Client(sim);
    private final String token = client.token();

    @AfterEach
    void close() {
        sim.close();
    }

    private static String body(String model, String messages) {
        return "{\"model\":\"" + model + "\",\"messages\":[" + messages + "]}";
    }

    private JsonObject usage(String session, String body) {
        return Client.object(client.send(client.chat(token, body).header("X-Session-ID", session)))
                .getJsonObject("usage");
    }

    private int known(String session, String messages) {
        return usage(session, body("GigaChat-2", messages)).getInt("precached_prompt_tokens");
    }

    @Test
    void theNextTurnOfASessionKnowsTheOneBefore() {
        assertThat(known("a", FIRST)).isZero();

        JsonObject usage = usage("a", body("GigaChat-2", SECOND));

        assertThat(usage.getInt("precached_prompt_tokens")).isEqualTo(2);
        assertThat(usage.getInt("prompt_tokens")).isEqualTo(4);
        assertThat(usage.getInt("total_tokens"))
                .isEqualTo(usage.getInt("prompt_tokens") + usage.getInt("completion_tokens"));
    }

    @Test
    void aStreamTellsItToo() {
        known("a", FIRST);

        String body = body("GigaChat-2", SECOND).replaceFirst("\\{", "{\"stream\":true,");
        StreamReader stream = client.stream(client.chat(token, body).header("X-Session-ID", "a"))
                .toTheEnd();

        assertThat(stream.last().getJsonObject("usage").getInt("precached_prompt_tokens"))
                .isEqualTo(2);
        assertThat(stream.response().headers().firstValue("X-Session-Id")).contains("a");
    }

    @Test
    void anotherSessionAnotherModelAndAnotherBeginningKnowNothing() {
        known("a", FIRST);

        assertThat(known("b", SECOND)).isZero();
        assertThat(usage("a", body("GigaChat-2-Max", SECOND)).getInt("precached_prompt_tokens"))
                .isZero();
        assertThat(known("a", "{\"role\":\"user\",\"content\":\"Other\"}")).isZero();
    }

    @Test
    void withoutASessionNothingIsKnown() {
        for (int i = 0; i < 2; i++) {
            assertThat(Client.object(client.send(client.chat(token, body("GigaChat-2", FIRST))))
                            .getJsonObject("usage")
                            .getInt("precached_prompt_tokens"))
                    .isZero();
        }
    }

    @Test
    void onlySoManySessionsAreRemembered() {
        PromptCache cache = new PromptCache();
        ChatCall call = ChatCallReader.read(body("GigaChat-2", FIRST));
        for (int i = 0; i <= PromptCache.SESSIONS; i++) {
            cache.tokensKnown("session-" + i, call);
        }

        assertThat(cache.tokensKnown("session-" + PromptCache.SESSIONS, call)).isEqualTo(2);
        assertThat(cache.tokensKnown("session-0", call)).isZero();
    }
}
