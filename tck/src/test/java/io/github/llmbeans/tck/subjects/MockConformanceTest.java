package io.github.llmbeans.tck.subjects;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.MockProvider;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.InProcessConformance;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Without a script the mock keeps the contract; its modes are its fault port. */
class MockConformanceTest extends InProcessConformance {
    private volatile Situation situation;

    @Override
    public void arrange(Situation arranged) {
        situation = arranged;
    }

    @Override
    public BaseProvider create(ProviderConfig config) {
        String mode = mode(situation);
        return new MockProvider(
                mode == null ? config : config.toBuilder().model(mode).build());
    }

    /** {@code null} for the mode that answers, under the model's own name. */
    private static String mode(Situation situation) {
        if (situation instanceof Situation.Refuses refuses) {
            return switch (refuses.status()) {
                case 400 -> "mock-invalid-request";
                case 401 -> "mock-auth-error";
                case 429 -> "mock-ratelimit";
                default -> throw new IllegalArgumentException("the mock cannot refuse with " + refuses.status());
            };
        }
        return situation instanceof Situation.Silent ? "mock-timeout" : null;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.CHAT_HISTORY,
                Capability.SYSTEM_MESSAGE,
                Capability.MODEL_CHOICE,
                Capability.TEMPERATURE,
                Capability.TOP_P,
                Capability.MAX_TOKENS,
                Capability.STOP_SEQUENCES,
                Capability.REPETITION_PENALTY,
                Capability.SEED,
                Capability.SESSION,
                Capability.STREAMING,
                Capability.USAGE,
                Capability.TOKEN_COUNT,
                Capability.MODEL_LIST);
    }

    @Override
    public Map<Need, String> cannot() {
        return Map.of(
                Need.CHOSEN_ANSWER, "without a script the mock's answers repeat the prompt",
                Need.SCRIPT, "a mode holds for all calls of one mock",
                Need.RECORDING, "the kit looks at the scripted mock for that",
                Need.OUTAGE, "the mock has no mode for a model that is out of order",
                Need.SILENCE, "without a script the mock pretends that time has passed and waits for nothing",
                Need.KEY, "the mock has no key");
    }
}
