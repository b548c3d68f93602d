/**
 * Open {@link io.github.llmbeans.sample.health.Alive} first: liveness is the application's; the readiness of its providers
 * LLM Beans tells by itself.
 */
@NullMarked
package io.github.llmbeans.sample.health;

import org.jspecify.annotations.NullMarked;
