/** {@link io.github.llmbeans.gigachat.internal.token.TokenCache} first: the access token and its single flight. */
@NullMarked
package io.github.llmbeans.gigachat.internal.token;

import org.jspecify.annotations.NullMarked;
