/** {@link io.github.llmbeans.gigachat.internal.wire.CompletionRequest} first: GigaChat's JSON as JSON-B records. */
@NullMarked
package io.github.llmbeans.gigachat.internal.wire;

import org.jspecify.annotations.NullMarked;
