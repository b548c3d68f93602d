/** Not for users: {@link io.github.llmbeans.internal.Checks} and the other small helpers of the contract. */
@NullMarked
package io.github.llmbeans.internal;

import org.jspecify.annotations.NullMarked;
