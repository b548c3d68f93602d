/** Open {@link io.github.llmbeans.sample.health.ProviderReady} first: what an operator sees of the providers. */
@NullMarked
package io.github.llmbeans.sample.health;

import org.jspecify.annotations.NullMarked;
