package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.RateLimitException;
import io.github.llmbeans.sample.DailyQuestion;
import io.github.llmbeans.sample.Greeter;
import io.github.llmbeans.sample.Opinions;
import io.github.llmbeans.sample.QuestionService;
import io.github.llmbeans.sample.UsageTotals;
import io.github.llmbeans.sample.conversation.ConversationId;
import io.github.llmbeans.sample.conversation.Conversations;
import io.github.llmbeans.sample.conversation.KeptConversation;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs inside the server: every place from which the sample calls the provider. */
@ExtendWith(ArquillianExtension.class)
class InjectionIT {
    @Inject
    BaseProvider llm;

    @Inject
    QuestionService questions;

    @Inject
    Greeter greeter;

    @Inject
    DailyQuestion daily;

    @Inject
    Conversations conversations;

    @Inject
    Opinions opinions;

    @Inject
    UsageTotals totals;

    @Inject
    UserTransaction transaction;

    @Deployment
    static WebArchive sample() {
        Map<String, String> settings = Simulators.settings("gigachat.", Simulators.MAIN);
        settings.put("gigachat.instances", "sales");
        settings.put("gigachat.sales.model", "GigaChat-2-Max");
        // The timer strikes every second, not once a day.
        settings.put("sample.daily.hour", "*");
        settings.put("sample.daily.minute", "*");
        settings.put("sample.daily.second", "*");
        return SampleWar.with("injection", settings)
                .addClasses(InjectionIT.class, Patience.class, Passivation.class)
                .addAsLibrary(SampleWar.jarOf(Assertions.class));
    }

    @Test
    void anEnterpriseBeanAsksInsideATransactionThatIsCommitted() throws Exception {
        long before = totals.answers();
        transaction.begin();
        String answer = questions.ask(ChatRequest.of("From a transaction")).text();
        assertThat(totals.answers()).isEqualTo(before);
        transaction.commit();
        assertThat(answer).contains("From a transaction");
        assertThat(totals.answers()).isGreaterThan(before);
    }

    @Test
    void aFailureOfTheModelReachesTheCallerOfAnEnterpriseBeanAsItselfAndTheTransactionGoesOn() throws Exception {
        transaction.begin();
        assertThatThrownBy(() -> questions.ask(ChatRequest.of("/429 60")))
                .isExactlyInstanceOf(RateLimitException.class)
                .satisfies(
                        e -> assertThat(((RateLimitException) e).retryAfter()).contains(Duration.ofSeconds(60)));
        assertThat(transaction.getStatus()).isEqualTo(Status.STATUS_ACTIVE);
        assertThat(questions.ask(ChatRequest.of("In the same transaction")).text())
                .contains("In the same transaction");
        transaction.commit();
    }

    @Test
    void anAnswerIsNotCountedWhenItsTransactionIsRolledBack() throws Exception {
        transaction.begin();
        questions.ask(ChatRequest.of("In vain"));
        long before = totals.answers();
        transaction.rollback();
        assertThat(totals.answers()).isEqualTo(before);
    }

    @Test
    void aBeanAsksWhileTheApplicationStarts() {
        Patience.until(() -> greeter.greeting().isPresent());
        assertThat(greeter.greeting().orElseThrow()).contains("Greet the visitors");
    }

    @Test
    void aTimerAsksOutsideAnyRequest() {
        Patience.until(() -> daily.fact().isPresent());
        assertThat(daily.fact().orElseThrow()).contains("Tell one surprising fact");
    }

    @Test
    void aSessionBeanRemembersAndItsProviderSurvivesPassivation() throws Exception {
        KeptConversation conversation = conversations.open(ConversationId.MAIN);
        conversation.say("My name is Anna");
        KeptConversation restored =
                Passivation.ofTheSessionBean(Conversations.class).open(ConversationId.MAIN);
        assertThat(restored.turns()).hasSize(1);
        assertThat(restored.say("What is my name?").text()).contains("What is my name?", "My name is Anna");
        assertThat(conversation.turns()).as("the original is another object").hasSize(1);
    }

    @Test
    void codeOnManagedThreadsAsksEveryProviderOfTheApplication() {
        assertThat(opinions.ask(ChatRequest.of("Tabs or spaces?")))
                .hasSize(2)
                .allSatisfy(opinion -> assertThat(opinion.response().text()).contains("Tabs or spaces?"))
                .extracting(opinion -> opinion.response().model().replaceAll(":.*", ""))
                .containsExactlyInAnyOrder("GigaChat-2-Pro", "GigaChat-2-Max");
    }

    @Test
    void theInjectedProviderIsAProxyThatAnswersInARequest() {
        assertThat(llm.generate("Привет 🙂")).contains("«Привет 🙂»");
        assertThat(llm.healthCheck()).isTrue();
    }
}
