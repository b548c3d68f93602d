package io.github.llmbeans;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** All scripts of a mock, the latest first, and what is asked if none of them has a step. Thread-safe. */
final class MockRules {
    private final List<MockSteps> scripts = new CopyOnWriteArrayList<>();
    private volatile @Nullable MockSteps otherwise;

    MockScript add(MockSteps script) {
        scripts.add(0, script);
        return new MockScript(script);
    }

    MockScript otherwise(MockSteps script) {
        otherwise = script;
        return new MockScript(script);
    }

    /** The step for an attempt of a call; {@code null} if nothing is scripted for it. */
    @Nullable
    MockStep take(MockCall call) {
        for (MockSteps script : scripts) {
            MockStep step = script.take(call);
            if (step != null) {
                return step;
            }
        }
        MockSteps last = otherwise;
        return last == null ? null : last.take(call);
    }

    void clear() {
        scripts.clear();
        otherwise = null;
    }
}
