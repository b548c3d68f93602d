package io.github.llmbeans.gigachat.internal.limit;

import io.github.llmbeans.ConcurrencyLimiter;
import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.github.llmbeans.gigachat.internal.config.Setting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The limiters of the accounts for which providers are open: GigaChat counts the requests of an account, so providers with
 * the same key at the same address share one. Nothing is kept of a provider that is closed, and of a key only its digest.
 */
public final class AccountLimiters {
    private static final System.Logger LOG = System.getLogger(AccountLimiters.class.getName());
    private static final Map<String, Shared> OPEN = new HashMap<>();

    private AccountLimiters() {}

    /** The limiter of the account, shared until it is given back; without a limit it is nobody's. */
    public static AccountLimit open(GigaChatSettings settings) {
        if (settings.overload().maxConcurrentRequests() == 0) {
            return AccountLimit.of(ConcurrencyLimiter.unlimited());
        }
        String account = account(settings);
        synchronized (OPEN) {
            Shared shared = OPEN.computeIfAbsent(account, key -> new Shared(settings));
            shared.users++;
            shared.tellIfOthersRule(settings);
            return new AccountLimit(shared.limiter, () -> giveBack(account, shared));
        }
    }

    private static void giveBack(String account, Shared shared) {
        synchronized (OPEN) {
            shared.users--;
            if (shared.users == 0) {
                OPEN.remove(account);
            }
        }
    }

    private static String account(GigaChatSettings settings) {
        String whole = settings.baseUrl() + "\n" + settings.authUrl() + "\n" + settings.account();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(whole.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static final class Shared {
        private final int concurrent;
        private final int queued;
        private final String owner;
        private final ConcurrencyLimiter limiter;
        private int users;

        Shared(GigaChatSettings settings) {
            concurrent = settings.overload().maxConcurrentRequests();
            queued = settings.overload().maxQueuedRequests();
            owner = settings.name();
            limiter = ConcurrencyLimiter.fair(
                    concurrent,
                    queued,
                    settings.names().of(Setting.MAX_CONCURRENT_REQUESTS) + " and "
                            + settings.names().of(Setting.MAX_QUEUED_REQUESTS));
        }

        void tellIfOthersRule(GigaChatSettings other) {
            if (other.overload().maxConcurrentRequests() != concurrent
                    || other.overload().maxQueuedRequests() != queued) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Provider ''{0}'' has the key of provider ''{1}'', so they share one limit, the one of ''{1}'':"
                                + " {2} requests at once and {3} in the queue; its own, {4} and {5}, is not used",
                        other.name(),
                        owner,
                        Integer.toString(concurrent),
                        Integer.toString(queued),
                        Integer.toString(other.overload().maxConcurrentRequests()),
                        Integer.toString(other.overload().maxQueuedRequests()));
            }
        }
    }
}
