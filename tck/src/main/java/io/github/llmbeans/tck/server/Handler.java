package io.github.llmbeans.tck.server;

/**
 * Decides what the {@link FakeServer} answers.
 *
 * <p>Called once for each request, from as many threads at once as there are requests; it must be thread-safe. It may
 * block for as long as it likes (see {@link Gate}): only its own request waits.
 */
@FunctionalInterface
public interface Handler {

    /**
     * Answers one request.
     *
     * @param request the request as it arrived, with its whole body
     * @return what goes back; an exception or {@code null} instead becomes a status 500 whose body names the problem
     */
    Reply handle(RecordedRequest request);
}
