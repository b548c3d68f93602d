package io.github.llmbeans.gigachat.telemetry;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The first names that come, and one word for all others: what a caller or a server may call a model has no bound, but
 * the time series of a metric need one. Thread-safe.
 */
final class FewNames {
    static final int MOST = 100;

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    String known(String name) {
        if (known.contains(name)) {
            return name;
        }
        if (known.size() >= MOST) {
            return ErrorTypes.OTHER;
        }
        known.add(name);
        return name;
    }
}
