package io.github.llmbeans.sample;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ProviderException;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks every provider of the application the same question, all at once on managed threads. Thread-safe. */
@ApplicationScoped
public class Opinions {
    @Inject
    Providers providers;

    @Resource
    ManagedExecutorService executor;

    /**
     * Asks all and waits for the last.
     *
     * @param request what to ask
     * @return one opinion for each provider; a failure of one does not hide the answers of the others
     */
    public List<Opinion> ask(ChatRequest request) {
        List<CompletableFuture<Opinion>> asked = providers.all().stream()
                .map(llm -> CompletableFuture.supplyAsync(() -> opinion(llm, request), executor))
                .toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private static Opinion opinion(BaseProvider llm, ChatRequest request) {
        String name = llm.info().name();
        try {
            return new Opinion(name, llm.chat(request), null);
        } catch (ProviderException e) {
            return new Opinion(name, null, e);
        }
    }
}
