package io.github.llmbeans.sample.conformance;

import io.github.llmbeans.gigachat.conformance.GigaChatServerUnderTest;

/** The GigaChat provider on the server's own REST client, and as the server's beans. */
class GigaChatInServer implements GigaChatServerUnderTest {}
