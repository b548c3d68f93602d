/** What a run has shown; start at {@link io.github.llmbeans.tck.report.Report}. */
@NullMarked
package io.github.llmbeans.tck.report;

import org.jspecify.annotations.NullMarked;
