/** What a run can be told from outside; start at {@link io.github.llmbeans.tck.settings.Setting}. */
@NullMarked
package io.github.llmbeans.tck.settings;

import org.jspecify.annotations.NullMarked;
