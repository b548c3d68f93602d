/** The command. Start at {@link io.github.llmbeans.tck.command.VerifyTest}. */
@NullMarked
package io.github.llmbeans.tck.command;

import org.jspecify.annotations.NullMarked;
