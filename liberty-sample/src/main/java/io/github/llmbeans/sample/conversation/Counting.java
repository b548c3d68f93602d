package io.github.llmbeans.sample.conversation;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInfo;
import io.github.llmbeans.TokenCount;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A provider that always counts tokens. Where the real one cannot, fails or takes too long, they are estimated, one for
 * every two characters, which is rather too many; so a question is asked even if counting fails, and its conversation
 * stays bounded. Thread-safe.
 */
final class Counting implements BaseProvider {
    private static final System.Logger LOGGER = System.getLogger(Counting.class.getName());

    private final BaseProvider llm;
    private final ExecutorService executor;
    private final Duration patience;

    Counting(BaseProvider llm, ExecutorService executor, Duration patience) {
        this.llm = llm;
        this.executor = executor;
        this.patience = patience;
    }

    @Override
    public ProviderInfo info() {
        ProviderInfo real = llm.info();
        EnumSet<Capability> all = EnumSet.of(Capability.TOKEN_COUNT);
        all.addAll(real.capabilities());
        return new ProviderInfo(real.name(), real.model(), all, real.timeout());
    }

    @Override
    public List<TokenCount> countTokens(List<String> texts) {
        if (!llm.info().can(Capability.TOKEN_COUNT)) {
            return estimated(texts);
        }
        Future<List<TokenCount>> counted;
        try {
            counted = executor.submit(() -> llm.countTokens(texts));
        } catch (RejectedExecutionException e) {
            return estimated(texts);
        }
        try {
            List<TokenCount> counts = counted.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (counts.size() == texts.size()) {
                return counts;
            }
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "Tokens are estimated, since the provider gave {0} counts for {1} texts",
                    Integer.toString(counts.size()),
                    Integer.toString(texts.size()));
        } catch (ExecutionException e) {
            warn(e.getCause());
        } catch (TimeoutException e) {
            LOGGER.log(System.Logger.Level.WARNING, "Tokens were not counted within {0}; they are estimated", patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            counted.cancel(true);
        }
        return estimated(texts);
    }

    private static void warn(Throwable failure) {
        if (failure instanceof ProviderException e) {
            LOGGER.log(System.Logger.Level.WARNING, "Tokens cannot be counted and are estimated: {0}", e.getMessage());
        } else {
            LOGGER.log(System.Logger.Level.WARNING, "Tokens cannot be counted and are estimated", failure);
        }
    }

    private static List<TokenCount> estimated(List<String> texts) {
        return texts.stream()
                .map(text -> new TokenCount((text.length() + 1) / 2, text.length()))
                .toList();
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
        return llm.chat(request);
    }

    @Override
    public boolean healthCheck() {
        return llm.healthCheck();
    }

    @Override
    public void close() {
        llm.close();
    }
}
