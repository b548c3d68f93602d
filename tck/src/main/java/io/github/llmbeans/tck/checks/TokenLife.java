package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.run.Stage;
import java.time.Duration;

/**
 * A provider whose token is near its end, but far enough from it for the calls of a check: half a minute if the provider
 * takes the kit's clock, two seconds if the kit has to wait.
 */
final class TokenLife {
    private static final Duration LEFT = Duration.ofSeconds(2);
    private static final Duration SETTLING = Duration.ofMillis(100);

    private final Stage stage;
    private final BaseProvider provider;
    private final int tokensBefore;

    private TokenLife(Stage stage, BaseProvider provider) {
        this.stage = stage;
        this.provider = provider;
        this.tokensBefore = stage.requests(Endpoint.TOKEN).size();
    }

    /** Lets nearly all of the life of the provider's token pass; the token endpoint has to be told what comes next before. */
    static TokenLife late(Stage stage, Runnable beforeItIsLate) {
        // Only a provider that has been called is known to take the clock.
        stage.provider(config -> config).generate("What time is it?");
        boolean virtual = stage.time().virtual();
        Duration left =
                virtual ? Duration.ofSeconds(30) : longer(LEFT, stage.time().scaled(LEFT));
        Duration life = virtual ? Duration.ofMinutes(30) : left.multipliedBy(3);
        stage.tokens().lifetime(life);
        BaseProvider provider = stage.provider();
        provider.generate("First?");
        TokenLife late = new TokenLife(stage, provider);
        beforeItIsLate.run();
        stage.time().pass(life.minus(left));
        return late;
    }

    BaseProvider provider() {
        return provider;
    }

    /** How many token requests the provider has sent since it has its first token. */
    int refreshes() {
        return stage.requests(Endpoint.TOKEN).size() - tokensBefore;
    }

    /** Gives a refresh that has been started in the background time to reach the server. */
    void settle(int refreshesBefore) {
        stage.time().becomes(SETTLING, () -> refreshes() > refreshesBefore);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
