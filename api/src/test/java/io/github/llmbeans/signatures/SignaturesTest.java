package io.github.llmbeans.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignaturesTest {
    private static final String HERE = "io.github.llmbeans.signatures.Examples.";

    @Test
    void whatOthersCanSeeOfAClassIsALineForEachThing() {
        assertThat(Signatures.of(Examples.Shown.class))
                .containsExactly(
                        HERE + "Shown: public abstract static class<T extends java.lang.Comparable<T>> implements "
                                + HERE + "Hidden",
                        HERE + "Shown: find(java.util.Map<java.lang.String, ? super T>, java.util.List<?>[])"
                                + " has @java.lang.Deprecated",
                        HERE + "Shown: protected <init>()",
                        HERE + "Shown: protected abstract <E extends java.io.IOException> @Nullable T"
                                + " find(java.util.Map<java.lang.String, ? super T>, java.util.List<?>[]) varargs"
                                + " throws java.io.IOException",
                        HERE + "Shown: public default void inheritedFromWhatNobodyCanName()",
                        HERE + "Shown: public final int[] @Nullable [] figures(@Nullable java.lang.String)",
                        HERE + "Shown: public static final int BOUND = 7");
    }

    @Test
    void sealedTypesTellWhoMayImplementThemAndRecordsWhatTheyHold() {
        assertThat(Signatures.of(Examples.Closed.class))
                .containsExactly(HERE + "Closed: public static sealed interface permits " + HERE + "Value");
        assertThat(Signatures.of(Examples.Value.class))
                .contains(HERE
                        + "Value: public static final record(java.lang.String, @Nullable java.lang.Integer) implements "
                        + HERE + "Closed");
    }

    @Test
    void whatOthersCannotSeeIsNotListed() {
        assertThat(Signatures.of(Examples.Hidden.class)).isEmpty();
        assertThat(Signatures.of(Examples.OursToo.class)).isEmpty();
        assertThat(Signatures.of(SignaturesTest.class)).isEmpty();
    }
}
