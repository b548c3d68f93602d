package io.github.llmbeans.tck;

/**
 * A provider without HTTP: how to make it, and its {@link FaultPort}.
 *
 * <p>Most authors extend {@link InProcessConformance}, which is this and a JUnit test in one.
 */
public interface InProcessProviderUnderTest extends ProviderUnderTest, FaultPort {}
