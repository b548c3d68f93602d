package io.github.llmbeans;

import io.github.llmbeans.internal.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The strategies that come with the router. Without state. */
record BuiltInStrategy(String name, boolean healthChecks, Function<RoutingCall, List<RoutingMember>> way)
        implements RoutingStrategy {
    private static final Comparator<RoutingMember> BEST =
            Comparator.comparing(RoutingMember::status).thenComparingLong(RoutingMember::rank);

    static RoutingStrategy named(String name) {
        List<RoutingStrategy> all = List.of(ORDERED, ROUND_ROBIN, RANDOM, FIRST_AVAILABLE, BEST_AVAILABLE);
        return all.stream()
                .filter(strategy -> strategy.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "strategy must be one of " + all + ", was \"" + Texts.shown(name) + "\""));
    }

    static RoutingStrategy random(Supplier<? extends RandomGenerator> randomness) {
        return new BuiltInStrategy("random", false, call -> shuffled(call.members(), randomness.get()));
    }

    private static List<RoutingMember> shuffled(List<RoutingMember> members, RandomGenerator randomness) {
        List<RoutingMember> order = new ArrayList<>(members);
        for (int i = order.size() - 1; i > 0; i--) {
            Collections.swap(order, i, randomness.nextInt(i + 1));
        }
        return order;
    }

    static List<RoutingMember> rotated(RoutingCall call) {
        List<RoutingMember> members = call.members();
        int first = (int) (call.number() % members.size());
        List<RoutingMember> order = new ArrayList<>(members.size());
        order.addAll(members.subList(first, members.size()));
        order.addAll(members.subList(0, first));
        return order;
    }

    static List<RoutingMember> available(RoutingCall call) {
        List<RoutingMember> order = new ArrayList<>(call.members());
        order.sort(Comparator.comparing(member -> !member.available()));
        return order;
    }

    static List<RoutingMember> best(RoutingCall call) {
        List<RoutingMember> order = new ArrayList<>(call.members());
        order.sort(BEST);
        return order;
    }

    @Override
    public List<RoutingMember> order(RoutingCall call) {
        return way.apply(call);
    }

    @Override
    public String toString() {
        return name;
    }
}
