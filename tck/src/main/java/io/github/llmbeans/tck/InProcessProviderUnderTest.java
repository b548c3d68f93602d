package io.github.llmbeans.tck;

/**
 * A provider without HTTP: how to make it, and its {@link FaultPort}.
 *
 * <p>Most authors extend {@link InProcessConformance}, which is this and a JUnit test in one.
 */
public interface InProcessProviderUnderTest extends ProviderUnderTest, FaultPort {

    /**
     * Whether several checks may run at a time, each with an arrangement of its own.
     *
     * @return {@code false} unless overridden: what {@link #arrange} says holds for everything that is made afterwards
     */
    @Override
    default boolean severalAtATime() {
        return false;
    }
}
