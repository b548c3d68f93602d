/** How messages tell values; knows the JDK only. */
@NullMarked
package io.github.llmbeans.gigachat.internal.text;

import org.jspecify.annotations.NullMarked;
