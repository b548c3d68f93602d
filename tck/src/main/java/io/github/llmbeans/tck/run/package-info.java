/**
 * How the kit runs; start at {@link io.github.llmbeans.tck.run.ReportedRun}, for outcomes at {@link
 * io.github.llmbeans.tck.run.Runner}, for checks at {@link io.github.llmbeans.tck.run.Stage}.
 */
@NullMarked
package io.github.llmbeans.tck.run;

import org.jspecify.annotations.NullMarked;
