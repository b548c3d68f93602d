/**
 * A provider that keeps every requirement, so that mutants of it can be made. Start at
 * {@link io.github.llmbeans.tck.reference.ReferenceProvider}.
 */
@NullMarked
package io.github.llmbeans.tck.reference;

import org.jspecify.annotations.NullMarked;
