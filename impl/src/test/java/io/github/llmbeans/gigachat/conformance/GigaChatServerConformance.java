package io.github.llmbeans.gigachat.conformance;

/** Tests where an application runs already, and JUnit in it. */
public abstract class GigaChatServerConformance extends GigaChatConformanceTest implements GigaChatServerUnderTest {}
