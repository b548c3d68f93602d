/** A stand-in for GigaChat that costs next to nothing: {@link io.github.llmbeans.gigachat.benchmark.server.FastServer} first. */
@NullMarked
package io.github.llmbeans.gigachat.benchmark.server;

import org.jspecify.annotations.NullMarked;
