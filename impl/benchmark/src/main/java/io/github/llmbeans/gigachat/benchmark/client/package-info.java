/** Who is measured, all through {@link io.github.llmbeans.gigachat.benchmark.client.Client}. */
@NullMarked
package io.github.llmbeans.gigachat.benchmark.client;

import org.jspecify.annotations.NullMarked;
