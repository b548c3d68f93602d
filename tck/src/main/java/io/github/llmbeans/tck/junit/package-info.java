/** The kit as JUnit tests; start at {@link io.github.llmbeans.tck.junit.ConformanceNodes}. */
@NullMarked
package io.github.llmbeans.tck.junit;

import org.jspecify.annotations.NullMarked;
