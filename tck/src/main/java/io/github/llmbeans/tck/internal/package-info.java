/** Helpers of the kit; not for use elsewhere. Start at {@link io.github.llmbeans.tck.internal.Hashes}. */
@NullMarked
package io.github.llmbeans.tck.internal;

import org.jspecify.annotations.NullMarked;
