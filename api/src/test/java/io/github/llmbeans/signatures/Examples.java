package io.github.llmbeans.signatures;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types with something of everything that a list of signatures has to tell, and not to tell. */
public final class Examples {
    private Examples() {}

    interface Hidden {
        default void inheritedFromWhatNobodyCanName() {}
    }

    public abstract static class Shown<T extends Comparable<T>> implements Hidden {
        public static final int BOUND = 7;
        static final int ours = 8;

        protected Shown() {}

        Shown(int ours) {}

        @Deprecated
        protected abstract <E extends IOException> @Nullable T find(Map<String, ? super T> known, List<?>... more)
                throws E, IllegalStateException;

        public final synchronized int[] @Nullable [] figures(@Nullable String name) {
            return new int[0][];
        }

        void ours() {}
    }

    public sealed interface Closed {}

    public record Value(String text, @Nullable Integer number) implements Closed {}

    @interface OursToo {}
}
