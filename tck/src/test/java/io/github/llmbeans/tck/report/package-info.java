/** Reports and what they are made of. Start at {@link io.github.llmbeans.tck.report.Samples}. */
@NullMarked
package io.github.llmbeans.tck.report;

import org.jspecify.annotations.NullMarked;
