package io.github.llmbeans.tck.run;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.ProviderContainer;
import io.github.llmbeans.tck.ProviderUnderTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where one check plays: a provider or several, and what stands behind them. Fresh for each check. Everything that is not
 * among the check's {@linkplain Proves#needs() needs} is refused, so that no check asks for more than it says.
 */
public final class Stage extends ServerRecords {
    static final String THREADS = "tck-";

    private final Logs logs = new Logs();
    private final List<BaseProvider> providers = new CopyOnWriteArrayList<>();
    private @Nullable BaseProvider first;

    Stage(ProviderUnderTest subject, Set<Need> needs, ServerPool servers, double timeFactor) {
        super(subject, needs, servers, timeFactor);
    }

    @Override
    boolean inUse() {
        return !providers.isEmpty();
    }

    /**
     * The provider under test without retries, made when it is first asked for; the same one each time.
     *
     * @return open until the check ends or closes it
     */
    public synchronized BaseProvider provider() {
        if (first == null) {
            first = provider(config -> config);
        }
        return first;
    }

    /**
     * One more provider.
     *
     * @param change what is different from {@link #config()}
     * @return open until the check ends or closes it
     */
    public BaseProvider provider(UnaryOperator<ProviderConfigBuilder> change) {
        return provider(change.apply(config()).build());
    }

    /**
     * One more provider.
     *
     * @param config how to make it
     * @return open until the check ends or closes it
     */
    public BaseProvider provider(ProviderConfig config) {
        requireGoingOn();
        BaseProvider made = subject().create(config, time().clock());
        if (made == null) {
            throw new ConformanceFailure("create(...) to return a provider", "null");
        }
        providers.add(made);
        return made;
    }

    /**
     * A provider without retries, unless changed, that tells an observer of its calls.
     *
     * @param change what is different from {@link #config()}
     * @param observer who is told
     * @return open until the check ends or closes it
     */
    public BaseProvider observed(UnaryOperator<ProviderConfigBuilder> change, CallObserver observer) {
        require(Need.CALL_OBSERVER);
        return kept(subject()
                .createObserved(change.apply(config()).build(), observer)
                .orElseThrow(() -> new ConformanceFailure(
                        "createObserved(...) to return a provider each time", "an empty Optional")));
    }

    /**
     * Keeps a provider that the check has made itself.
     *
     * @param made to be closed when the check ends
     * @return the same
     */
    public BaseProvider kept(BaseProvider made) {
        providers.add(made);
        return made;
    }

    /** Lets go of all providers made so far, without closing them, so that the kit is not the one who holds them. */
    public synchronized void forget() {
        providers.clear();
        first = null;
    }

    /**
     * The usual configuration: this stage's name, key and address, model {@code tck-model}, no retries, 30 s.
     *
     * @return a new builder
     */
    public ProviderConfigBuilder config() {
        return config(name());
    }

    /**
     * The configuration of a provider that trusts those whom everybody trusts, so not the server over HTTPS.
     *
     * @return a new builder, otherwise like {@link #config()}
     */
    public ProviderConfigBuilder distrusting() {
        require(Need.HTTP);
        return distrusting(name());
    }

    /**
     * What the author declares.
     *
     * @param capability any
     * @return whether it is declared
     */
    public boolean declares(Capability capability) {
        return subject().capabilities().contains(capability);
    }

    /**
     * What the author declares.
     *
     * @return the capabilities
     */
    public Set<Capability> declared() {
        return subject().capabilities();
    }

    /**
     * Subscribes to a stream and asks for nothing yet.
     *
     * @param stream of a provider
     * @return what comes
     */
    public Listener listen(Flow.Publisher<String> stream) {
        return new Listener(stream, time());
    }

    /**
     * Starts a call on a thread of its own.
     *
     * @param call what is called
     * @param <T> the answer
     * @return the running call
     */
    public <T> Call<T> start(Callable<T> call) {
        return new Call<>(call, time());
    }

    /**
     * What is logged while this check runs, by whomever.
     *
     * @return the lines
     */
    public Logs logs() {
        return logs;
    }

    /**
     * Starts a container with the usual provider as the bean without a name, and others by name.
     *
     * @param names of the others
     * @return the running container, to be closed by the check
     */
    public ProviderContainer container(String... names) {
        require(Need.CONTAINER);
        ProviderContainer container = subject().container(config().build(), containerConfigs(names));
        if (container == null) {
            throw new ConformanceFailure("container(...) to return a container", "null");
        }
        return container;
    }

    /**
     * How the providers of {@link #container(String...)} are configured; the same ones for the same names.
     *
     * @param names of the providers
     * @return a configuration for each, with a key of its own
     */
    public List<ProviderConfig> containerConfigs(String... names) {
        List<ProviderConfig> configs = new ArrayList<>();
        for (String other : names) {
            String key = "tck-" + other + ":" + name();
            configs.add(config(other)
                    .apiKey(Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)))
                    .build());
        }
        return configs;
    }

    @Override
    public void close() {
        super.close();
        for (BaseProvider provider : providers) {
            try {
                provider.close();
            } catch (RuntimeException e) {
                // That closing never fails is a requirement of its own.
                System.getLogger(Stage.class.getName()).log(System.Logger.Level.DEBUG, "a provider did not close", e);
            }
            subject().afterEach(provider);
        }
        subject().afterEach();
    }
}
