package io.github.llmbeans.tck;

/**
 * A provider that talks HTTP: how to make it, and its {@link Dialect}. The kit plays the server.
 *
 * <p>Most authors extend {@link HttpConformance}, which is this and a JUnit test in one.
 */
public interface HttpProviderUnderTest extends ProviderUnderTest, Dialect {}
