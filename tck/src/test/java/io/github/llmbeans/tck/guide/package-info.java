/** What is written by the build and checked by it. Start at {@link io.github.llmbeans.tck.guide.Written}. */
@NullMarked
package io.github.llmbeans.tck.guide;

import org.jspecify.annotations.NullMarked;
