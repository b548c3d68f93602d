package io.github.llmbeans;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Writes down what it is told, in order. */
final class ToldCalls implements CallObserver {
    final List<String> lines = new CopyOnWriteArrayList<>();
    final List<CallInfo> calls = new CopyOnWriteArrayList<>();
    final List<Thread> begins = new CopyOnWriteArrayList<>();
    final List<Thread> attempts = new CopyOnWriteArrayList<>();
    final CountDownLatch ended = new CountDownLatch(1);
    private final String prefix;

    ToldCalls() {
        this("");
    }

    ToldCalls(String prefix) {
        this.prefix = prefix;
    }

    private void add(String line) {
        lines.add(prefix + line);
    }

    private void end(String line) {
        add(line);
        ended.countDown();
    }

    @Override
    public CallObservation begin(CallInfo call) {
        calls.add(call);
        begins.add(Thread.currentThread());
        add("begin");
        return new CallObservation() {
            @Override
            public AttemptObservation attempt(int number) {
                attempts.add(Thread.currentThread());
                add("attempt " + number);
                return new AttemptObservation() {
                    @Override
                    public void failed(Throwable failure) {
                        add("attempt failed " + failure.getClass().getSimpleName());
                    }

                    @Override
                    public void close() {
                        add("attempt over");
                    }
                };
            }

            @Override
            public void firstPiece() {
                add("first piece");
            }

            @Override
            public void answered(ChatResponse answer) {
                end("answered " + answer.text());
            }

            @Override
            public void failed(Throwable failure) {
                end("failed " + failure.getClass().getSimpleName());
            }

            @Override
            public void cancelled() {
                end("cancelled");
            }
        };
    }
}
