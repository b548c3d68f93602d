/** Broken providers, one for each requirement that the kit checks. Start at {@link io.github.llmbeans.tck.mutants.Mutant}. */
@NullMarked
package io.github.llmbeans.tck.mutants;

import org.jspecify.annotations.NullMarked;
