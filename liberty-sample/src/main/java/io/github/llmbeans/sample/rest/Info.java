package io.github.llmbeans.sample.rest;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who answers here.
 *
 * @param provider the provider's name, or the router's if one is configured
 * @param members whom the router asks, in their order; left out without a router
 * @param model the model that answers when a request names none
 * @param simulator whether the built-in simulator answers in place of the real service
 * @param capabilities what the provider can do, names of {@link io.github.llmbeans.Capability}
 * @param greeting what the model said when the application started, left out if it has not answered
 * @param fact what the model said on the timer, left out if it has not answered
 * @param answers how many answers there were since the start
 * @param tokens what they cost
 */
@JsonbPropertyOrder({
    "provider",
    "members",
    "model",
    "simulator",
    "capabilities",
    "greeting",
    "fact",
    "answers",
    "tokens"
})
public record Info(
        String provider,
        @Nullable List<String> members,
        String model,
        boolean simulator,
        List<String> capabilities,
        @Nullable String greeting,
        @Nullable String fact,
        long answers,
        long tokens) {}
