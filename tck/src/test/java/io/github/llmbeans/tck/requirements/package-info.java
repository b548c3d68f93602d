/** The contract's file. Start at {@link io.github.llmbeans.tck.requirements.RequirementsFileTest}. */
@NullMarked
package io.github.llmbeans.tck.requirements;

import org.jspecify.annotations.NullMarked;
