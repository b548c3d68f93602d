package io.github.llmbeans.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Simulated.class)
class InjectionIT {
    @Inject
    Desk desk;

    @Inject
    Spending spending;

    @Test
    void theDefaultProviderIsInjectedAndAnswers() {
        assertThat(desk.provider()).isEqualTo("gigachat");
        assertThat(desk.answer("How many beans?")).contains("How many beans?");
    }

    @Test
    void aProviderIsInjectedByItsNameAndAnswers() {
        CallCount.asked().clear();
        assertThat(desk.answerForSales("How much?")).contains("How much?");
        assertThat(CallCount.asked()).containsExactly("sales");
    }

    @Test
    void anAnswerIsStreamedPieceByPiece() {
        assertThat(desk.pieces("Tell me more"))
                .hasSizeGreaterThan(1)
                .satisfies(pieces -> assertThat(String.join("", pieces)).contains("Tell me more"));
    }

    @Test
    void anAsynchronousCallIsAnswered() throws Exception {
        assertThat(desk.answerLater("Later").toCompletableFuture().get(30, TimeUnit.SECONDS))
                .contains("Later");
    }

    @Test
    void anObserverMethodIsToldOfCalls() {
        long before = spending.tokens();
        desk.answer("What does this cost?");
        assertThat(spending.tokens()).isGreaterThan(before);
    }

    @Test
    void anObserverThatNobodyHasInjectedIsToldOfCalls() {
        CallCount.asked().clear();
        desk.answer("Does anybody listen?");
        assertThat(CallCount.asked()).containsExactly("gigachat");
    }
}
