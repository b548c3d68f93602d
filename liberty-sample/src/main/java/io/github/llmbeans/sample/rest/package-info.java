/**
 * Open {@link io.github.llmbeans.sample.rest.GenerateResource} first: from a JSON request to the model and back.
 *
 * <p>Requests are read by {@link io.github.llmbeans.sample.rest.JsonBody}, answers are records, and everything that goes
 * wrong leaves as a {@link io.github.llmbeans.sample.rest.Problem}.
 */
@NullMarked
package io.github.llmbeans.sample.rest;

import org.jspecify.annotations.NullMarked;
