package io.github.llmbeans;

import io.github.llmbeans.internal.Sources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Who is asked for one call, in this order, and who is passed over. */
record Route(List<RouterMember> asked, List<RouterMember> resting) {

    /** Those who can be asked now, in their order. */
    static Route of(List<RouterMember> members) {
        int resting = 0;
        for (RouterMember member : members) {
            resting += member.rest().left() == null ? 0 : 1;
        }
        if (resting == 0) {
            return new Route(members, List.of());
        }
        List<RouterMember> asked = new ArrayList<>();
        List<RouterMember> passedOver = new ArrayList<>();
        for (RouterMember member : members) {
            (member.rest().left() == null ? asked : passedOver).add(member);
        }
        return new Route(asked, passedOver);
    }

    /**
     * The ways to ask.
     *
     * @param ask is told whether others follow the member
     */
    <P> Sources<P> sources(
            BiFunction<RouterMember, Boolean, P> ask,
            BiPredicate<RouterMember, Throwable> mayBeFollowed,
            IntFunction<? extends @Nullable RuntimeException> tooLate) {
        List<Sources.Source<P>> list = new ArrayList<>(asked.size());
        int last = asked.size() - 1;
        for (int i = 0; i <= last; i++) {
            RouterMember member = asked.get(i);
            boolean followed = i < last;
            list.add(new Sources.Source<>(
                    () -> ask.apply(member, followed), failure -> mayBeFollowed.test(member, failure)));
        }
        return new Sources<>(list, this::refusals, tooLate);
    }

    private List<ProviderException> refusals() {
        return resting.stream().map(member -> member.rest().refusal()).toList();
    }

    /** What is told when nobody can be asked: the sort of failure and the time of the one that can be asked first. */
    ProviderException nobody(String router) {
        List<ProviderException> refusals = refusals();
        ProviderException first = refusals.stream()
                .min(Comparator.comparing(refusal -> refusal.retryAfter().orElseThrow()))
                .orElseThrow();
        Failure facts = new Failure(
                router,
                first.status().isPresent() ? first.status().getAsInt() : null,
                null,
                first.retryAfter().orElseThrow(),
                true);
        String message = "None of the " + resting.size() + " providers of router '" + router
                + "' is asked at the moment, since each has said when to come back; the first one can be asked in "
                + first.retryAfter().orElseThrow().toMillis() + " ms";
        ProviderException all = first instanceof RateLimitException
                ? new RateLimitException(message, facts)
                : new ProviderUnavailableException(message, facts);
        refusals.forEach(all::addSuppressed);
        all.recordAttempts(0);
        return all;
    }
}
