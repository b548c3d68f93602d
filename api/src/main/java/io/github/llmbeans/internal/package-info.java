/** Open {@link io.github.llmbeans.internal.Checks} first. The small helpers of the contract; not for users. */
@NullMarked
package io.github.llmbeans.internal;

import org.jspecify.annotations.NullMarked;
