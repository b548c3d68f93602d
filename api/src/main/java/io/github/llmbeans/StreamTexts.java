package io.github.llmbeans;

import io.github.llmbeans.internal.Pull;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Only the text of a streamed call. It ends with the text: a stop sequence closes the connection at once. */
final class StreamTexts implements Pull<String> {
    private final StreamCall call;

    StreamTexts(StreamCall call) {
        this.call = call;
    }

    @Override
    public @Nullable String next() {
        return text(call::next);
    }

    @Override
    public boolean anywhere() {
        return call.anywhere();
    }

    @Override
    public @Nullable String nextHere() {
        return text(call::nextHere);
    }

    private @Nullable String text(Supplier<@Nullable StreamEvent> next) {
        while (!call.textEnded()) {
            StreamEvent event = next.get();
            if (event == null) {
                return null;
            }
            if (event instanceof StreamEvent.Text piece) {
                return piece.text();
            }
        }
        return null;
    }

    @Override
    public boolean ready(Runnable listener) {
        return call.ready(listener);
    }

    @Override
    public boolean ended() {
        return call.ended() || call.textEnded();
    }

    @Override
    public void asked() {
        call.asked();
    }

    @Override
    public void refused(Throwable reason) {
        call.refused(reason);
    }

    @Override
    public void whenEnded(Runnable listener) {
        call.whenEnded(listener);
    }

    @Override
    public void close() {
        call.close();
    }
}
