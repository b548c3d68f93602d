package io.github.llmbeans;

import java.time.Duration;
import java.util.Locale;

/** Figures as a line for people. */
final class MetricsText {
    private MetricsText() {}

    static String of(ProviderMetrics metrics) {
        ProviderMetrics.Calls calls = metrics.calls();
        StringBuilder line = new StringBuilder(256)
                .append(metrics.provider())
                .append(": ")
                .append(metrics.status())
                .append(", ")
                .append(calls.answered())
                .append(" answered, ")
                .append(calls.failedInAll())
                .append(" failed");
        if (!calls.failed().isEmpty()) {
            line.append(' ').append(calls.failed());
        }
        line.append(", ")
                .append(calls.cancelled())
                .append(" cancelled, ")
                .append(calls.refused())
                .append(" refused, ")
                .append(calls.inFlight())
                .append(" in flight; last 60 s: ")
                .append(metrics.recent().errors())
                .append(" errors in ")
                .append(metrics.recent().calls())
                .append(String.format(
                        Locale.ROOT, " calls (%.1f %%)", 100 * metrics.recent().errorRate()));
        latency(line, metrics.latency());
        ProviderMetrics.Tokens tokens = metrics.tokens();
        line.append("; tokens: ")
                .append(tokens.prompt())
                .append(" in, ")
                .append(tokens.completion())
                .append(" out, ")
                .append(tokens.cachedPrompt())
                .append(" cached");
        ProviderMetrics.LastFailure last = metrics.lastFailure();
        if (last != null) {
            line.append("; last failure: ")
                    .append(last.kind())
                    .append(' ')
                    .append(millis(last.ago()))
                    .append(" ago");
        }
        Duration passedOver = metrics.passedOver();
        if (passedOver != null) {
            line.append("; passed over for ").append(millis(passedOver));
        }
        return line.toString();
    }

    private static void latency(StringBuilder line, ProviderMetrics.Latency latency) {
        if (latency == null) {
            return;
        }
        line.append("; latency: mean ")
                .append(millis(latency.mean()))
                .append(", of the last 100 mean ")
                .append(millis(latency.rollingMean()))
                .append(", p50 ")
                .append(millis(latency.p50()))
                .append(", p95 ")
                .append(millis(latency.p95()))
                .append(", p99 ")
                .append(millis(latency.p99()));
        Duration firstPiece = latency.firstPiece();
        if (firstPiece != null) {
            line.append(", first piece ").append(millis(firstPiece));
        }
    }

    private static String millis(Duration time) {
        return time.toMillis() + " ms";
    }
}
