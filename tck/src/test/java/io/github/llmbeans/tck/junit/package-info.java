/** Runs as JUnit sees them. Start at {@link io.github.llmbeans.tck.junit.ConformanceNodesTest}. */
@NullMarked
package io.github.llmbeans.tck.junit;

import org.jspecify.annotations.NullMarked;
