/**
 * What the author of a provider meets: extend {@link io.github.llmbeans.tck.HttpConformance} for a provider that talks
 * HTTP, {@link io.github.llmbeans.tck.InProcessConformance} for one that does not.
 */
@NullMarked
package io.github.llmbeans.tck;

import org.jspecify.annotations.NullMarked;
