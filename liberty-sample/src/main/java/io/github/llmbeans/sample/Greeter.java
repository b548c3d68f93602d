package io.github.llmbeans.sample;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the model once when the application starts, outside any request. It does not wait for the answer, and a provider
 * that fails never stops the application from starting.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class Greeter {
    private static final System.Logger LOGGER = System.getLogger(Greeter.class.getName());
    private static final String PROMPT = "Greet the visitors of a chat page in one short sentence.";

    @Inject
    BaseProvider llm;

    @Resource
    ManagedExecutorService executor;

    private volatile @Nullable String greeting;

    @PostConstruct
    void start() {
        executor.execute(this::ask);
    }

    private void ask() {
        try {
            greeting = llm.generate(PROMPT);
        } catch (ProviderException e) {
            LOGGER.log(System.Logger.Level.WARNING, "No greeting at start: {0}", e.getMessage());
        } catch (RuntimeException e) {
            // An executor would keep it to itself.
            LOGGER.log(System.Logger.Level.WARNING, "No greeting at start", e);
        }
    }

    /**
     * The greeting.
     *
     * @return empty until the model has answered
     */
    public Optional<String> greeting() {
        return Optional.ofNullable(greeting);
    }
}
