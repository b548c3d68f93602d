package io.github.llmbeans.sample.it;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import io.github.llmbeans.tck.server.Reply;
import jakarta.json.JsonObject;
import java.util.Map;

/** A router of two, of which the first one can go down, and a third provider that nobody asks. */
final class TwoProviders {
    static final GigaChatSimulator FIRST = Simulators.MAIN;
    static final GigaChatSimulator RESERVE = Simulators.OTHER;

    private TwoProviders() {}

    static Map<String, String> settings() {
        Map<String, String> settings = Simulators.patientSettings("gigachat.", FIRST);
        settings.putAll(Simulators.patientSettings("gigachat.reserve.", RESERVE));
        settings.put("gigachat.instances", "reserve,idle");
        settings.put("gigachat.reserve.model", "GigaChat-2");
        settings.put("gigachat.idle.model", "GigaChat-2-Max");
        settings.put("llmbeans.router.members", "gigachat,reserve");
        return settings;
    }

    static void firstFails() {
        FIRST.always(Endpoint.COMPLETIONS, WireErrors.internalError());
    }

    static void firstIsOverloadedFor(int seconds) {
        Reply reply = WireErrors.tooManyRequests().header("Retry-After", Integer.toString(seconds));
        FIRST.always(Endpoint.COMPLETIONS, reply);
    }

    /** What the operator is told of one of them. */
    static JsonObject state(Api api, String name) {
        return Api.object(api.get("api/operations")).getJsonArray("providers").getValuesAs(JsonObject.class).stream()
                .filter(provider -> provider.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }
}
