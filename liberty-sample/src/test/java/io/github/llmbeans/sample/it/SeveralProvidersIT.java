package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.NamedProvider;
import io.github.llmbeans.Router;
import io.github.llmbeans.sample.QuestionService;
import io.github.llmbeans.sample.conversation.ConversationId;
import io.github.llmbeans.sample.conversation.Conversations;
import io.github.llmbeans.sample.conversation.KeptConversation;
import jakarta.inject.Inject;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs inside the server: a router of which one member is dead, with a decorator, events and passivation. */
@ExtendWith(ArquillianExtension.class)
class SeveralProvidersIT {
    @Inject
    BaseProvider llm;

    @Inject
    @NamedProvider("sales")
    BaseProvider sales;

    @Inject
    Router router;

    @Inject
    QuestionService questions;

    @Inject
    Conversations conversations;

    @Inject
    CallJournal journal;

    @Deployment
    static WebArchive sample() {
        Map<String, String> settings = Simulators.settings("gigachat.", Simulators.MAIN);
        settings.put("gigachat.instances", "dead,sales");
        // Nobody listens there.
        settings.put("gigachat.dead.base-url", "http://127.0.0.1:1/v1");
        settings.put("gigachat.sales.model", "GigaChat-2-Max");
        settings.put("llmbeans.router.members", "dead,gigachat,sales");
        return SampleWar.with("several", settings)
                .addClasses(SeveralProvidersIT.class, RememberingDecorator.class, CallJournal.class, Passivation.class)
                .addAsLibrary(SampleWar.jarOf(Assertions.class));
    }

    @Test
    void theRouterAnswersInTheEnterpriseBean() {
        long before = router.metrics().get("gigachat").calls().answered();

        assertThat(questions.ask(ChatRequest.of("Who is there?")).text()).contains("Who is there?");

        assertThat(router.metrics()).containsOnlyKeys("dead", "gigachat", "sales");
        assertThat(router.metrics().get("gigachat").calls().answered()).isGreaterThan(before);
        assertThat(router.metrics().get("dead").calls().answered()).isZero();
        assertThat(llm.info().name()).isEqualTo("router");
    }

    @Test
    @Tag(Needs.DECORATED_EXTENSIONS)
    void aDecoratorStandsAroundTheRouterAndAroundAnInstance() {
        ChatResponse first = llm.chat(ChatRequest.of("Remember me"));
        assertThat(llm.chat(ChatRequest.of("Remember me"))).isEqualTo(first);
        assertThat(llm.generate("Remember me")).isEqualTo(first.text());

        ChatResponse named = sales.chat(ChatRequest.of("And me"));
        assertThat(sales.chat(ChatRequest.of("And me"))).isEqualTo(named);
        assertThat(named.requestId())
                .as("each answer of the server has another")
                .isNotEqualTo(first.requestId());
        assertThat(named.model()).startsWith("GigaChat-2-Max");
    }

    @Test
    void theCallsOfTheMembersAreToldAsEvents() {
        journal.clear();
        llm.generate("Tell of me");

        assertThat(journal.told())
                .containsSubsequence(
                        "CallStarted dead", "CallFailed dead", "CallStarted gigachat", "CallAnswered gigachat");
    }

    @Test
    void theRouterOfASessionBeanSurvivesPassivation() throws Exception {
        KeptConversation conversation = conversations.open(ConversationId.MAIN);
        conversation.say("My name is Anna");
        KeptConversation restored =
                Passivation.ofTheSessionBean(Conversations.class).open(ConversationId.MAIN);
        assertThat(restored.say("What is my name?").text()).contains("What is my name?", "My name is Anna");
    }
}
