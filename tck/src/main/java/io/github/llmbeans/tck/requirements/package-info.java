/** The contract as a list; start at {@link io.github.llmbeans.tck.requirements.Requirements}. */
@NullMarked
package io.github.llmbeans.tck.requirements;

import org.jspecify.annotations.NullMarked;
