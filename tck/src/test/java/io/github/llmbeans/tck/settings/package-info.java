/** What can be said from outside. Start at {@link io.github.llmbeans.tck.settings.RunConfigurationTest}. */
@NullMarked
package io.github.llmbeans.tck.settings;

import org.jspecify.annotations.NullMarked;
