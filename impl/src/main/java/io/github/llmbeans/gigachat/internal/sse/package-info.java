/**
 * {@link io.github.llmbeans.gigachat.internal.sse.EventReader} first: server-sent events out of a stream of bytes, by
 * the WHATWG event-stream rules. Knows the JDK and nothing else.
 */
@NullMarked
package io.github.llmbeans.gigachat.internal.sse;

import org.jspecify.annotations.NullMarked;
