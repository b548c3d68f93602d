/**
 * Open {@link io.github.llmbeans.sample.stream.StreamServlet} first: answers that leave while they are written, as
 * server-sent events.
 *
 * <p>{@link io.github.llmbeans.sample.stream.AnswerStream} stands between the model and the caller: it asks the model for
 * the next event when the last one has left, and gives the model up when the caller has left. No thread waits for a slow
 * or a silent caller.
 */
@NullMarked
package io.github.llmbeans.sample.stream;

import org.jspecify.annotations.NullMarked;
