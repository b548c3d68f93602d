/** What can be done with reports from a command line; start at {@link io.github.llmbeans.tck.Tck}. */
@NullMarked
package io.github.llmbeans.tck.command;

import org.jspecify.annotations.NullMarked;
