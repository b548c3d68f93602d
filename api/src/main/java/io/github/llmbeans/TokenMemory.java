package io.github.llmbeans;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Token counts of the texts that were counted last, so that only new ones are asked for. Thread-safe. */
final class TokenMemory {
    private record Known(String model, Map<String, Integer> counts) {}

    private volatile Known known = new Known("", Map.of());

    /** One count for each text; an empty one has none. */
    List<Integer> counts(BaseProvider llm, List<String> texts) {
        String model = llm.info().name() + '\n' + llm.info().model();
        Known before = known;
        Map<String, Integer> old = before.model().equals(model) ? before.counts() : Map.of();
        Map<String, Integer> now = new HashMap<>();
        now.put("", 0);
        texts.stream().filter(old::containsKey).forEach(text -> now.put(text, old.get(text)));
        count(
                llm,
                texts.stream().filter(text -> !now.containsKey(text)).distinct().toList(),
                now);
        known = new Known(model, now);
        return texts.stream().map(now::get).toList();
    }

    private static void count(BaseProvider llm, List<String> texts, Map<String, Integer> counts) {
        if (texts.isEmpty()) {
            return;
        }
        List<TokenCount> counted = llm.countTokens(texts);
        if (counted.size() != texts.size()) {
            throw new IllegalStateException("Provider '" + llm.info().name() + "' gave " + counted.size()
                    + " counts for " + texts.size() + " texts");
        }
        for (int i = 0; i < texts.size(); i++) {
            counts.put(texts.get(i), counted.get(i).tokens());
        }
    }
}
