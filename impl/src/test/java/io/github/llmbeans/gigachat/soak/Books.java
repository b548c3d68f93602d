package io.github.llmbeans.gigachat.soak;

import io.github.llmbeans.ProviderException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;

/** What was asked and what came of it: each call is answered, cancelled by its caller, or one defined failure. */
final class Books {
    private final LongAdder asked = new LongAdder();
    private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
    private final Map<String, String> unexpected = new ConcurrentHashMap<>();

    void asked() {
        asked.increment();
    }

    void answered(long number, String text) {
        if (text.equals("answer-" + number)) {
            count("answered");
        } else {
            unexpected.put("prompt-" + number, "was answered with " + text);
        }
    }

    void cancelled() {
        count("cancelled");
    }

    void failed(Throwable thrown) {
        Throwable failure = thrown instanceof ExecutionException || thrown instanceof CompletionException
                ? thrown.getCause()
                : thrown;
        if (failure instanceof ProviderException) {
            count(failure.getClass().getSimpleName());
        } else if (failure instanceof CancellationException) {
            count("cancelled");
        } else {
            unexpected.put(String.valueOf(failure), String.valueOf(failure.getStackTrace()[0]));
        }
    }

    private void count(String outcome) {
        outcomes.computeIfAbsent(outcome, name -> new LongAdder()).increment();
    }

    long open() {
        return asked.sum()
                - outcomes.values().stream().mapToLong(LongAdder::sum).sum()
                - unexpected.size();
    }

    Map<String, String> unexpected() {
        return unexpected;
    }

    long of(String outcome) {
        LongAdder count = outcomes.get(outcome);
        return count == null ? 0 : count.sum();
    }

    @Override
    public String toString() {
        return "asked=" + asked.sum() + " " + new TreeMap<>(outcomes) + " unexpected=" + unexpected.size();
    }
}
