package io.github.llmbeans.gigachat.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the service remembers of a session: how its last prompt began. Only so many sessions, the latest ones, and only
 * fingerprints of so many messages each. Thread-safe.
 */
final class PromptCache {

    static final int SESSIONS = 256;
    static final int MESSAGES = 512;

    private final Map<String, List<Integer>> prompts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Integer>> eldest) {
            return size() > SESSIONS;
        }
    };

    /** How many tokens of this prompt are known from the one before in the session; this one is known from now on. */
    synchronized int tokensKnown(String session, ChatCall call) {
        List<Integer> now = call.messages().stream()
                .limit(MESSAGES)
                .map(message -> 31 * message.hashCode() + call.model().hashCode())
                .toList();
        List<Integer> before = prompts.put(session, now);
        int tokens = 0;
        for (int i = 0; before != null && i < Math.min(before.size(), now.size()); i++) {
            if (!before.get(i).equals(now.get(i))) {
                break;
            }
            tokens += TokenCounts.of(call.messages().get(i).content());
        }
        return tokens;
    }
}
