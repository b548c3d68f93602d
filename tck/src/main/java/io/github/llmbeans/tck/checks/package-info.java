/** The checks of the requirements, a class for each idea; start at {@link io.github.llmbeans.tck.checks.AllChecks}. */
@NullMarked
package io.github.llmbeans.tck.checks;

import org.jspecify.annotations.NullMarked;
