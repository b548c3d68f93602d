/** The starter project, built as an outsider would. Start at {@link io.github.llmbeans.tck.starter.StarterIT}. */
@NullMarked
package io.github.llmbeans.tck.starter;

import org.jspecify.annotations.NullMarked;
