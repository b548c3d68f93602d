package io.github.llmbeans.gigachat.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Something that goes wrong, and what a caller is to get at each place where it may happen. */
final class Fault {
    final String name;
    final Map<Spot, Expected> expected = new EnumMap<>(Spot.class);
    final List<String> options = new ArrayList<>();
    private @Nullable BiFunction<Spot, Wire, String> address;
    private @Nullable BiFunction<Spot, Link, Play> play;
    private boolean once;
    private boolean held;
    private Duration timeout = Duration.ofSeconds(30);

    private Fault(String name) {
        this.name = name;
    }

    static Fault of(String name) {
        return new Fault(name);
    }

    /** The server answers so. */
    Fault play(Play value) {
        play = (spot, link) -> value;
        return this;
    }

    /** The server answers so, each place in its own way. */
    Fault play(BiFunction<Spot, Link, Play> value) {
        play = value;
        return this;
    }

    /** Only the first time. */
    Fault once() {
        once = true;
        return this;
    }

    /** Where the engine lets nobody close its connection, that is held, and its place, until the server ends it. */
    Fault heldUnless(boolean closes) {
        held = !closes;
        return this;
    }

    /** The provider looks for the server there. */
    Fault at(BiFunction<Spot, Wire, String> value) {
        address = value;
        return this;
    }

    Fault option(String name, String value) {
        options.add(name);
        options.add(value);
        return this;
    }

    /** The call ends by its deadline, so that is a short one. */
    Fault within(Duration value) {
        timeout = value;
        return this;
    }

    Fault everywhere(Expected value) {
        for (Spot spot : Spot.values()) {
            expected.put(spot, value);
        }
        return this;
    }

    /** What a chat gets, streamed or not. */
    Fault chats(Expected value) {
        return spot(Spot.COMPLETION, value).spot(Spot.STREAM, value);
    }

    Fault spot(Spot spot, Expected value) {
        expected.put(spot, value);
        return this;
    }

    boolean atAnotherAddress() {
        return address != null;
    }

    String address(Spot spot, Wire wire) {
        return address == null ? wire.uri() : address.apply(spot, wire);
    }

    boolean isHeld() {
        return held;
    }

    boolean isOnce() {
        return once;
    }

    Duration timeout() {
        return timeout;
    }

    Play play(Spot spot, Link link) {
        return play == null ? Good::answer : play.apply(spot, link);
    }
}
