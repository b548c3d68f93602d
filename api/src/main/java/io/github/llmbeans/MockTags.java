package io.github.llmbeans;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows the call that an attempt belongs to. The skeleton hands requests on with another deadline and on other threads,
 * but always with the same parameters; so each call gets parameters that are equal to its own and nobody else's. What the
 * skeleton has let go of is forgotten. Thread-safe.
 */
final class MockTags {
    private final Map<Tag, MockCall> calls = new ConcurrentHashMap<>();
    private final ReferenceQueue<GenerationParams> gone = new ReferenceQueue<>();

    /** The parameters to hand on in place of the call's own. */
    GenerationParams tag(MockCall call) {
        for (Reference<?> old = gone.poll(); old != null; old = gone.poll()) {
            calls.remove(old);
        }
        GenerationParams params = call.request().params().toBuilder().build();
        calls.put(new Tag(params, gone), call);
        return params;
    }

    /** The call that these very parameters were made for. */
    @Nullable
    MockCall of(GenerationParams params) {
        return calls.get(new Tag(params, null));
    }

    int size() {
        return calls.size();
    }

    /** Equal to another for the same object. */
    private static final class Tag extends WeakReference<GenerationParams> {
        private final int hash;

        Tag(GenerationParams params, @Nullable ReferenceQueue<GenerationParams> queue) {
            super(params, queue);
            hash = System.identityHashCode(params);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            GenerationParams mine = get();
            return mine != null && other instanceof Tag tag && tag.get() == mine;
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
