package io.github.llmbeans;

/**
 * What a container tells an application of the calls of its providers: an event that any bean can observe.
 *
 * <pre>{@code
 * void failed(@Observes CallFailed call) {
 *     alarms.raise(call.provider(), call.error());
 * }
 * }</pre>
 *
 * <p>{@link CallStarted} comes first, on the caller's thread, then exactly one of {@link CallAnswered}, {@link CallFailed}
 * and {@link CallCancelled}, on whatever thread the call ends. Synchronous observers run on that thread and must not
 * block; what they throw is logged and does not touch the call. Asynchronous observers ({@code @ObservesAsync}) run on
 * threads of the container. Where nobody observes, nothing is fired and nothing is paid.
 *
 * <p>An event has no text of a prompt or an answer unless {@code llmbeans.events.content} is {@code true}. Immutable.
 */
public sealed interface CallEvent permits CallStarted, CallAnswered, CallFailed, CallCancelled {
    /**
     * Which call, so that its beginning and its end can be put together.
     *
     * @return the same in all events of a call, another one for each call of this application
     */
    long call();

    /**
     * Who is asked.
     *
     * @return the provider's name; behind a router its member's, since a router's call is told as those of its members
     */
    String provider();

    /**
     * Which model is asked for.
     *
     * @return the request's model, else the provider's
     */
    String model();

    /**
     * Whether the answer is wanted in pieces.
     *
     * @return {@code true} for a stream
     */
    boolean streamed();
}
