/** {@link io.github.llmbeans.gigachat.internal.config.GigaChatSettings} first: what can be set, checked once. */
@NullMarked
package io.github.llmbeans.gigachat.internal.config;

import org.jspecify.annotations.NullMarked;
