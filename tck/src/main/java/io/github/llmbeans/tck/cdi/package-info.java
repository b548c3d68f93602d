/**
 * The kit in CDI containers; start at {@link io.github.llmbeans.tck.cdi.SeProviderContainer}. Needs the CDI API, which
 * comes with the container.
 */
@NullMarked
package io.github.llmbeans.tck.cdi;

import org.jspecify.annotations.NullMarked;
