/** {@link io.github.llmbeans.gigachat.cdi.GigaChatExtension} first: providers as beans, from configuration alone. */
@NullMarked
package io.github.llmbeans.gigachat.cdi;

import org.jspecify.annotations.NullMarked;
