/** {@link io.github.llmbeans.gigachat.internal.rest.RestClients} first: the two REST clients and what goes around them. */
@NullMarked
package io.github.llmbeans.gigachat.internal.rest;

import org.jspecify.annotations.NullMarked;
