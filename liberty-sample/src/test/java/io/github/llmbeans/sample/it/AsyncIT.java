package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.NamedProvider;
import io.github.llmbeans.RateLimitException;
import io.github.llmbeans.sample.UsageTotals;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs inside the server: where asynchronous calls complete, and what is there. The model takes a second each time. */
@ExtendWith(ArquillianExtension.class)
class AsyncIT {
    private static final String SLOW = "/slow 1";

    @Inject
    BaseProvider llm;

    @Inject
    @NamedProvider("plain")
    BaseProvider plain;

    @Inject
    UserTransaction transaction;

    @Deployment
    static WebArchive sample() {
        Map<String, String> settings = Simulators.settings("gigachat.", Simulators.MAIN);
        settings.put("gigachat.timeout", "30");
        settings.put("gigachat.instances", "plain");
        settings.put("gigachat.plain.executor", "none");
        return SampleWar.with("async", settings)
                .addClasses(AsyncIT.class)
                .addAsLibrary(SampleWar.jarOf(Assertions.class));
    }

    private static CompletionStage<String> slow(BaseProvider provider) {
        return provider.generateAsync(SLOW, GenerationParams.defaults());
    }

    private static <T> T seenBy(CompletionStage<String> call, Supplier<T> look) throws Exception {
        return call.thenApply(answer -> look.get()).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static Object lookUp(String name) {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** How the server calls the threads of its managed executor, without their numbers. */
    private static String managed() throws Exception {
        ExecutorService executor = (ExecutorService) lookUp("java:comp/DefaultManagedExecutorService");
        return pool(executor.submit(() -> Thread.currentThread().getName()).get(60, TimeUnit.SECONDS));
    }

    private static String pool(String thread) {
        return thread.replaceAll("[0-9]+$", "");
    }

    @Test
    void stagesRunOnAManagedThreadOfTheServer() throws Exception {
        String ours = seenBy(slow(llm), () -> Thread.currentThread().getName());
        assertThat(pool(ours)).isEqualTo(managed());
        assertThat(pool(slow(llm)
                        .thenApplyAsync(answer -> Thread.currentThread().getName())
                        .toCompletableFuture()
                        .get(60, TimeUnit.SECONDS)))
                .isEqualTo(managed());
    }

    @Test
    void stagesHaveTheClassLoaderTheNamesAndTheBeansOfTheApplication() throws Exception {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        assertThat(seenBy(slow(llm), () -> Thread.currentThread().getContextClassLoader()))
                .isSameAs(application);
        assertThat(seenBy(slow(llm), () -> lookUp("java:module/ModuleName"))).isEqualTo("async");
        assertThat(seenBy(
                        slow(llm),
                        () -> CDI.current().select(UsageTotals.class).get().answers()))
                .isNotNegative();
    }

    @Test
    void theTransactionOfTheCallerIsNotThatOfTheStages() throws Exception {
        transaction.begin();
        try {
            int status = seenBy(
                    slow(llm),
                    () -> ((TransactionSynchronizationRegistry) lookUp("java:comp/TransactionSynchronizationRegistry"))
                            .getTransactionStatus());
            assertThat(status).isEqualTo(Status.STATUS_NO_TRANSACTION);
            assertThat(transaction.getStatus()).isEqualTo(Status.STATUS_ACTIVE);
        } finally {
            transaction.rollback();
        }
    }

    @Test
    void failuresComeToTheSamePlaceAsThemselves() throws Exception {
        String[] thread = new String[1];
        Throwable failure = llm.chatAsync(ChatRequest.of("/429 60"))
                .handleAsync((answer, e) -> {
                    thread[0] = Thread.currentThread().getName();
                    return e;
                })
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
        assertThat(failure).isExactlyInstanceOf(RateLimitException.class);
        assertThat(pool(thread[0])).isEqualTo(managed());
    }

    @Test
    void anInstanceThatIsToldSoCompletesOnItsOwnThreads() throws Exception {
        assertThat(seenBy(slow(plain), () -> Thread.currentThread().getName())).startsWith("llmbeans-plain-");
    }

    @Test
    void managedThreadsThatWaitForEachOtherGetTheirAnswers() throws Exception {
        CompletableFuture<?>[] calls = new CompletableFuture<?>[20];
        for (int i = 0; i < calls.length; i++) {
            calls[i] = slow(llm)
                    .thenApply(first -> slow(llm).toCompletableFuture().join())
                    .toCompletableFuture();
        }
        CompletableFuture.allOf(calls).get(60, TimeUnit.SECONDS);
        assertThat(calls).allMatch(CompletableFuture::isDone);
    }
}
