/**
 * Start with {@link io.github.llmbeans.tck.server.FakeServer}: a real HTTP server on a free loopback port that answers
 * as a {@link io.github.llmbeans.tck.server.Handler} says, keeps every request it gets, and breaks the connection when
 * asked to.
 */
@NullMarked
package io.github.llmbeans.tck.server;

import org.jspecify.annotations.NullMarked;
