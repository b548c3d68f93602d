package io.github.llmbeans;

import io.github.llmbeans.internal.Sources;
import io.github.llmbeans.internal.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is in one call, in this order.
 *
 * @param order those who are asked, and those who are passed over, at the place where they are told of
 * @param resting those who are passed over
 */
record Route(List<RouterMember> order, Set<RouterMember> resting) {

    /** All in their order. */
    static Route of(List<RouterMember> members) {
        Set<RouterMember> resting = null;
        for (RouterMember member : members) {
            if (member.rest().left() != null) {
                resting = resting == null ? new HashSet<>() : resting;
                resting.add(member);
            }
        }
        return new Route(members, resting == null ? Set.of() : resting);
    }

    /** Those who are asked. */
    List<RouterMember> asked() {
        return resting.isEmpty()
                ? order
                : order.stream().filter(member -> !resting.contains(member)).toList();
    }

    /** Those who are asked in another order, and then those who are passed over. */
    Route with(List<RouterMember> asked) {
        if (resting.isEmpty()) {
            return new Route(asked, resting);
        }
        List<RouterMember> all = new ArrayList<>(asked);
        order.stream().filter(resting::contains).forEach(all::add);
        return new Route(all, resting);
    }

    /**
     * The ways to ask. Whether a member is passed over is looked at again when it is its turn.
     *
     * @param ask is told whether others follow the member
     */
    <P> Sources<P> sources(
            BiFunction<RouterMember, Boolean, P> ask,
            BiPredicate<RouterMember, Throwable> mayBeFollowed,
            IntFunction<? extends @Nullable RuntimeException> tooLate) {
        List<Sources.Source<P>> list = new ArrayList<>(order.size());
        int left = order.size() - resting.size();
        for (RouterMember member : order) {
            left -= resting.contains(member) ? 0 : 1;
            boolean followed = left > 0;
            list.add(new Sources.Source<>(
                    () -> asked(member, followed, ask),
                    () -> member.rest().left() != null,
                    failure -> mayBeFollowed.test(member, failure)));
        }
        return new Sources<>(list, tooLate);
    }

    private static <P> P asked(RouterMember member, boolean followed, BiFunction<RouterMember, Boolean, P> ask) {
        ProviderException refusal = member.rest().refusal();
        if (refusal != null) {
            throw refusal;
        }
        return ask.apply(member, followed);
    }

    /**
     * What is told when nobody is asked: the sort of failure and the time of the one that can be asked first. {@code null}
     * if somebody can be asked.
     */
    @Nullable
    ProviderException nobody(String router) {
        if (resting.size() < order.size()) {
            return null;
        }
        List<ProviderException> refusals = new ArrayList<>();
        for (RouterMember member : order) {
            ProviderException refusal = member.rest().refusal();
            if (refusal == null) {
                return null;
            }
            refusals.add(refusal);
        }
        ProviderException first = refusals.stream()
                .min(Comparator.comparing(refusal -> refusal.retryAfter().orElseThrow()))
                .orElseThrow();
        Failure facts = new Failure(
                router,
                first.status().isPresent() ? first.status().getAsInt() : null,
                null,
                first.retryAfter().orElseThrow(),
                true);
        String message = "Router '" + router + "' can ask none of its " + order.size()
                + " providers at the moment, since each has said when to come back; the first one can be asked in "
                + Texts.secondsLeft(first.retryAfter().orElseThrow());
        ProviderException all = first instanceof RateLimitException
                ? new RateLimitException(message, facts)
                : new ProviderUnavailableException(message, facts);
        refusals.forEach(all::addSuppressed);
        all.recordAttempts(0);
        return all;
    }
}
