/** {@link io.github.llmbeans.gigachat.internal.error.ErrorTable} first: from statuses and I/O to exceptions. */
@NullMarked
package io.github.llmbeans.gigachat.internal.error;

import org.jspecify.annotations.NullMarked;
