package io.github.llmbeans.sample.stream;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.sample.Answered;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Starts streams, lets them beat, and tells the application of complete answers. Thread-safe. */
@ApplicationScoped
public class Streams {
    @Resource
    ManagedScheduledExecutorService timer;

    @Inject
    Event<Answered> answered;

    private final Events events = new Events();

    /** From now on the request is asynchronous. */
    AnswerStream start(HttpServletRequest request, HttpServletResponse response, Outcome outcome) throws IOException {
        AnswerStream stream = new AnswerStream(events, counted(outcome), request.startAsync(), response);
        long period = AnswerStream.HEARTBEAT.toMillis();
        stream.beating(timer.scheduleWithFixedDelay(stream::beat, period, period, TimeUnit.MILLISECONDS));
        return stream;
    }

    /** Asks the model when the request is ready, which may take a while; returns at once. */
    void ask(AnswerStream stream, BaseProvider llm, Supplier<ChatRequest> request) {
        try {
            timer.execute(() -> stream.ask(llm, request));
        } catch (RejectedExecutionException e) {
            stream.onError(e);
        }
    }

    private Outcome counted(Outcome outcome) {
        return new Outcome() {
            @Override
            public boolean complete(ChatResponse response) {
                boolean remembered = outcome.complete(response);
                answered.fire(new Answered(response));
                return remembered;
            }

            @Override
            public void incomplete(Optional<ChatResponse> partial) {
                outcome.incomplete(partial);
            }
        };
    }
}
