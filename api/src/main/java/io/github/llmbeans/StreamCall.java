package io.github.llmbeans;

import io.github.llmbeans.internal.Interrupts;
import io.github.llmbeans.internal.Lookout;
import io.github.llmbeans.internal.Pull;
import io.github.llmbeans.internal.SafeObservation;
import io.github.llmbeans.internal.StoppingStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One streamed call of an {@link AbstractProvider}: opened, with repeats, when the first event is asked for; watched
 * while it is read; ended by its subscriber, by the clock or by the provider's end, whichever comes first.
 */
final class StreamCall implements Pull<StreamEvent> {
    private final AbstractProvider provider;
    private final ChatRequest request;
    private final StreamAnswer answer = new StreamAnswer();
    private final Lookout.Watch watch;
    private final Lookout.Watch wholeWatch;
    private final Interrupts.Reader reader;
    private final Object lock = new Object();
    private @Nullable Thread runner;
    private boolean interrupted;
    private @Nullable StreamEnding ending;
    private volatile @Nullable EventStream stream;
    private boolean finished;
    private volatile boolean over;
    private volatile Runnable listener = () -> {};
    private volatile @Nullable Admission admission;
    private final Object observing = new Object();
    private boolean observed;
    private volatile SafeObservation observation = SafeObservation.UNSEEN;
    private @Nullable RuntimeException refusal;
    private volatile @Nullable Deadline deadline;
    private @Nullable Deadline whole;
    private volatile boolean begun;
    private int attempts;
    private boolean textOnly;
    private volatile boolean going;
    private volatile boolean here;

    StreamCall(AbstractProvider provider, ChatRequest request) {
        this.provider = provider;
        this.request = request;
        this.watch = provider.lookout().watch(this::tooLong);
        this.reader = provider.interrupts().reader(() -> end(StreamEnding.INTERRUPTED));
        this.wholeWatch = provider.lookout().watch(() -> endUnasked(StreamEnding.LATE));
    }

    /** Nobody needs what comes after a stop sequence. To be said before the first event. */
    StreamCall textOnly() {
        textOnly = true;
        return this;
    }

    @Override
    public boolean anywhere() {
        return provider.streamsOnCallersThread();
    }

    @Override
    public @Nullable StreamEvent nextHere() {
        here = true;
        try {
            return next();
        } finally {
            here = false;
            reader.end();
            if (ending() == StreamEnding.INTERRUPTED) {
                Thread.currentThread().interrupt(); // Whoever was blocked may have cleared it.
            }
        }
    }

    @Override
    public @Nullable StreamEvent next() {
        if (finished) {
            return null;
        }
        synchronized (lock) {
            runner = Thread.currentThread();
        }
        try {
            if (here) {
                reader.begin();
            }
            if (cutOff()) {
                end(StreamEnding.CLOSED);
            }
            requireGoing(null);
            EventStream open = stream;
            StreamEvent event = answer.add(open == null ? open() : read(open, idleLimit()));
            if (!begun && !(event instanceof StreamEvent.Started)) {
                begun = true;
                deadline = whole;
                observation.firstPiece();
            }
            if (event instanceof StreamEvent.Finished last) {
                finished = true;
                over = true;
                observation.answered(last.response());
            } else if (textOnly && observation.seen() && textEnded()) {
                observation.answered(answer.partial(null));
            }
            return event;
        } catch (RuntimeException e) {
            over = true;
            throw failure(e);
        } catch (Error e) {
            over = true;
            if (!cancelled()) {
                observation.failed(e);
            }
            throw e;
        } finally {
            release();
        }
    }

    /** After this no ending can interrupt the thread any more, and an interrupt meant for this call is cleared. */
    private void release() {
        synchronized (lock) {
            runner = null;
            if (interrupted) {
                Thread.interrupted();
            }
        }
        if (over) {
            close();
        }
    }

    private void requireGoing(@Nullable RuntimeException cause) {
        StreamEnding how = ending();
        if (how != null) {
            throw new IllegalStateException("The stream has ended: " + how, cause);
        }
    }

    /** Joins the queue of those who wait for their turn when it is first asked; what goes wrong then is told by next(). */
    @Override
    public boolean ready(Runnable whenReady) {
        if (admission == null && refusal == null) {
            join();
            Admission joined = admission;
            if (joined != null && !joined.verdict().isDone()) {
                joined.verdict().whenComplete((reason, never) -> whenReady.run());
            }
        }
        Admission entered = admission;
        return entered == null || entered.verdict().isDone();
    }

    @Override
    public void asked() {
        if (!provider.isClosed()) {
            observe();
        }
    }

    @Override
    public void refused(Throwable reason) {
        observation.failed(reason);
    }

    /** Once, by whoever is first: the one who asks, or who comes here without having been asked by anybody. */
    private void observe() {
        synchronized (observing) {
            if (!observed) {
                observed = true;
                observation = provider.observe(request, true);
            }
        }
        if (cancelled()) {
            observation.cancelled(); // Whoever has cancelled meanwhile may have found nobody to tell.
        }
    }

    private boolean cancelled() {
        return ending() == StreamEnding.CANCELLED;
    }

    private @Nullable StreamEnding ending() {
        synchronized (lock) {
            return ending;
        }
    }

    private void join() {
        observe();
        try {
            provider.begin(this, request);
            Deadline opening = provider.deadline(request);
            deadline = opening;
            admission = provider.admissions().enter(opening);
        } catch (RuntimeException e) {
            refusal = e;
        }
        if (ending() != null) {
            close(); // Whoever has cancelled meanwhile may have found nothing to give back.
        }
    }

    private StreamEvent open() {
        if (admission == null && refusal == null) {
            join();
        }
        if (refusal != null) {
            throw refusal;
        }
        admission.await();
        Deadline opening = deadline;
        whole = request.timeout() == null ? Deadline.after(provider.streamTimeout()) : opening;
        StreamEvent first = provider.retryPolicy().execute(opening, () -> observedAttempt(opening));
        going = true;
        wholeWatch.start(whole.remaining().toNanos());
        return first;
    }

    private StreamEvent observedAttempt(Deadline opening) {
        attempts++;
        return observation.seen() ? Call.observe(observation, attempts, () -> attempt(opening)) : attempt(opening);
    }

    private StreamEvent attempt(Deadline opening) {
        provider.requireOpen();
        EventStream opened = null;
        try {
            opened = provider.openStream(request, opening);
            opened.onActivity(this::alive);
            if (textOnly && opened instanceof StoppingStream stopping) {
                stopping.textOnly();
            }
            stream = opened;
            requireGoing(null);
            return read(opened, opening.remaining());
        } catch (RuntimeException e) {
            stream = null;
            if (opened != null) {
                opened.close();
            }
            requireGoing(e);
            throw e;
        }
    }

    private StreamEvent read(EventStream open, Duration limit) {
        watch.start(limit.toNanos());
        try {
            StreamEvent event = open.next();
            if (event == null) {
                throw new ProviderUnavailableException(
                        "Provider '" + provider.info().name() + "': the stream ended before the answer did",
                        Failure.of(provider.info().name()).withRetryable(true));
            }
            return event;
        } finally {
            watch.stop();
        }
    }

    /** The server has sent something that is not for the subscriber. */
    private void alive() {
        if (going) {
            watch.start(idleLimit().toNanos());
        }
    }

    private Duration idleLimit() {
        Duration idle = provider.streamIdleTimeout();
        Duration left = deadline == null ? idle : deadline.remaining();
        return left.compareTo(idle) < 0 ? left : idle;
    }

    private void tooLong() {
        end(deadline != null && deadline.expired() ? StreamEnding.LATE : StreamEnding.IDLE);
    }

    private RuntimeException failure(RuntimeException e) {
        StreamEnding how;
        synchronized (lock) {
            if (ending == null && here && interruptedBefore(e)) {
                ending = StreamEnding.INTERRUPTED;
            }
            how = ending;
        }
        if (how == StreamEnding.CANCELLED) {
            return e;
        }
        RuntimeException failure = how == null ? e : ended(how, e);
        if (failure instanceof ProviderException told) {
            tell(told, how);
        }
        observation.failed(failure);
        return failure;
    }

    /** Some reads notice an interrupt themselves, and call it what they like. An answer of the server is one nevertheless. */
    private static boolean interruptedBefore(RuntimeException e) {
        boolean answered =
                e instanceof ProviderException known && known.status().isPresent();
        return !answered
                && !(e instanceof ProviderInterruptedException)
                && Thread.currentThread().isInterrupted();
    }

    private void tell(ProviderException failure, @Nullable StreamEnding how) {
        if (attempts == 0 || failure instanceof UnsupportedCapabilityException) {
            failure.recordAttempts(0);
            if (how == null && !refused(failure)) {
                provider.logged(failure, request); // It got no turn, or the circuit is open.
            }
            return;
        }
        if (stream != null || how == StreamEnding.IDLE || how == StreamEnding.LATE) {
            provider.retryPolicy().failedLater(failure);
        }
        failure.recordAttempts(attempts);
        ChatResponse partial = answer.partial(failure.partialResponse().orElse(null));
        if (partial != null) {
            failure.keepPartialResponse(partial);
        }
        provider.logged(failure, request);
    }

    /** A request that is not as it should be has not been a call. */
    private static boolean refused(ProviderException failure) {
        return failure instanceof InvalidRequestException || failure instanceof UnsupportedCapabilityException;
    }

    private ProviderException ended(StreamEnding how, RuntimeException cause) {
        Duration limit = how == StreamEnding.IDLE ? provider.streamIdleTimeout() : passed();
        return how.exception(provider.info().name(), limit, begun, cause);
    }

    /** The whole stream's time may be shorter than that of its first piece. */
    private Duration passed() {
        Deadline passed = deadline;
        Deadline all = whole;
        if (all != null && (passed == null || all.expired() && !passed.expired())) {
            passed = all;
        }
        return passed == null ? provider.streamTimeout() : passed.timeout();
    }

    /** Whether the text is complete; what could follow is facts about the answer. */
    boolean textEnded() {
        return stream instanceof StoppingStream stopping && stopping.stopped();
    }

    @Override
    public boolean ended() {
        return over || cutOff();
    }

    /** The provider is being closed but has not come to this stream yet. */
    private boolean cutOff() {
        return stream != null && provider.isClosed();
    }

    @Override
    public void whenEnded(Runnable value) {
        listener = value;
    }

    /** The provider is being closed. */
    void providerClosed() {
        endUnasked(StreamEnding.CLOSED);
    }

    /** The subscriber is told even if it asks for nothing. Why it ends is said first: a read that ends now would cancel. */
    private void endUnasked(StreamEnding how) {
        end(how);
        over = true;
        listener.run();
    }

    @Override
    public void close() {
        end(StreamEnding.CANCELLED);
        observation.cancelled(); // Unless it has had another end.
        watch.close();
        Admission entered = admission;
        if (entered != null) {
            entered.close();
        }
        wholeWatch.close();
        provider.ended(this);
    }

    private void end(StreamEnding how) {
        synchronized (lock) {
            if (ending == null) {
                ending = how;
            }
            if (runner != null && runner != Thread.currentThread() && !interrupted && interruptible(runner, how)) {
                interrupted = true;
                runner.interrupt();
            }
        }
        EventStream open = stream;
        if (open != null) {
            open.close();
        }
    }

    /** A thread that is not ours is only interrupted while it opens the stream, unless somebody else has done it. */
    private boolean interruptible(Thread thread, StreamEnding how) {
        return how != StreamEnding.INTERRUPTED && !(here && (going || thread.isInterrupted()));
    }
}
