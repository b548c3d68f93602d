package io.github.llmbeans;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks the health checks of a router's members. */
final class RouterHealth {
    private static final System.Logger LOGGER = System.getLogger(Router.class.getName());
    private static final CompletionStage<@Nullable Void> KNOWN = CompletableFuture.completedStage(null);

    private RouterHealth() {}

    /** Asks the check and nothing else; what it throws is logged and means no. Blocks. */
    static boolean ask(RouterMember member) {
        try {
            return member.provider().healthCheck();
        } catch (RuntimeException | Error e) {
            unexpected("The health check", member, e);
            return false;
        }
    }

    /** Its message may hold anything. */
    static void unexpected(String what, RouterMember member, Throwable e) {
        LOGGER.log(
                System.Logger.Level.WARNING,
                () -> what + " of provider '" + member.name() + "' failed with "
                        + e.getClass().getName());
    }

    /**
     * Completes when a member is known to be available, or all are known not to be, or nobody waits any longer. No thread
     * waits for it; it never fails.
     *
     * @param deadline until when there is time, or {@code null}
     */
    static CompletionStage<@Nullable Void> known(List<RouterMember> members, @Nullable Deadline deadline) {
        for (int i = 0; i < members.size(); i++) {
            MemberHealth health = members.get(i).health();
            CompletableFuture<Boolean> check = health.awaited();
            if (check == null && health.available()) {
                return KNOWN;
            }
            if (check != null) {
                List<RouterMember> others = members.subList(i + 1, members.size());
                return check.thenApply(healthy -> healthy)
                        .completeOnTimeout(false, nanos(health.patience(), deadline), TimeUnit.NANOSECONDS)
                        .thenCompose(healthy -> healthy || late(deadline) ? KNOWN : known(others, deadline));
            }
        }
        return KNOWN;
    }

    private static boolean late(@Nullable Deadline deadline) {
        return deadline != null && deadline.expired();
    }

    private static long nanos(Duration patience, @Nullable Deadline deadline) {
        long most = patience.toNanos();
        return deadline == null ? most : Math.min(most, deadline.remaining().toNanos());
    }
}
