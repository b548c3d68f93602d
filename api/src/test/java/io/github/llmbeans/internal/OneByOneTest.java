package io.github.llmbeans.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one thing leads to is done after it, on the same thread, whatever becomes of the one. */
class OneByOneTest {
    private static final int MANY = 100_000;

    private final OneByOne order = new OneByOne();
    private final List<String> done = new ArrayList<>();

    @Test
    void whatComesUpMeanwhileIsRunAfterwards() {
        order.run(() -> {
            order.run(() -> done.add("second"));
            done.add("first");
        });
        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void aLongChainDoesNotUseUpTheStack() {
        order.run(() -> next(MANY));

        assertThat(done).hasSize(MANY);
    }

    private void next(int left) {
        if (left > 0) {
            done.add("");
            order.run(() -> next(left - 1));
        }
    }

    @Test
    void whatFollowsOneThatFailsIsRunNevertheless() {
        Error failure = new StackOverflowError();
        Throwable thrown = catchThrowable(() -> order.run(() -> {
            order.run(() -> {
                throw new IllegalStateException("another");
            });
            order.run(() -> done.add("last"));
            throw failure;
        }));

        assertThat(thrown).isSameAs(failure);
        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(done).containsExactly("last");
        order.run(() -> done.add("afterwards"));
        assertThat(done).containsExactly("last", "afterwards");
    }
}
