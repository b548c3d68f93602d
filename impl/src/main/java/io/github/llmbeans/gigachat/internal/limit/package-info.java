/** How many requests of one account run at once; open {@link io.github.llmbeans.gigachat.internal.limit.AccountLimiters} first. */
@NullMarked
package io.github.llmbeans.gigachat.internal.limit;

import org.jspecify.annotations.NullMarked;
