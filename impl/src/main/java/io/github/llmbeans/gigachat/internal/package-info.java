/** {@link io.github.llmbeans.gigachat.internal.Exchanges} first: how a call leaves in time. Not for users. */
@NullMarked
package io.github.llmbeans.gigachat.internal;

import org.jspecify.annotations.NullMarked;
