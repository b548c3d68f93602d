/** From figures to a page: {@link io.github.llmbeans.gigachat.benchmark.report.Page} first. */
@NullMarked
package io.github.llmbeans.gigachat.benchmark.report;

import org.jspecify.annotations.NullMarked;
