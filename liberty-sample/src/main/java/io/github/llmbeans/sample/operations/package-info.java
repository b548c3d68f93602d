/** Open {@link io.github.llmbeans.sample.operations.Figures} first: what an operator wants to know of the providers. */
@NullMarked
package io.github.llmbeans.sample.operations;

import org.jspecify.annotations.NullMarked;
