/** What calls cost: {@link io.github.llmbeans.gigachat.benchmark.Benchmark} first. */
@NullMarked
package io.github.llmbeans.gigachat.benchmark;

import org.jspecify.annotations.NullMarked;
