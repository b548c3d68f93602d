/** {@link io.github.llmbeans.gigachat.health.Probe} first: whether providers would answer, asked as seldom as can be. */
@NullMarked
package io.github.llmbeans.gigachat.health;

import org.jspecify.annotations.NullMarked;
