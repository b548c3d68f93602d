package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.StreamScript;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;

/** The chat page in a real browser: questions, answers, conversations, languages. */
class PageIT extends PageTest {
    @Deployment(testable = false)
    static WebArchive sample() {
        Map<String, String> settings = Simulators.settings("gigachat.", SIMULATOR);
        settings.put("sample.simulator", "true");
        return SampleWar.with("page", settings);
    }

    @Test
    void aQuestionIsSentWithEnterAndTheAnswerShowsModelTokensAndRequestId() {
        WebElement answer = page.answer("What is an enterprise bean?");
        assertThat(answer.getText()).contains("“What is an enterprise bean?”", "GigaChat-2-Pro", "tokens", "Request");
        assertThat(answer.findElement(By.cssSelector(".request code")).getText())
                .hasSizeGreaterThan(10);
        assertThat(page.question().getDomProperty("value")).isEmpty();
        assertThat(page.browser().switchTo().activeElement()).isEqualTo(page.question());
    }

    @Test
    void whatTheModelsServerHadInItsCacheIsShown() {
        page.answer("My name is Anna");
        WebElement second = page.answer("Who am I?");
        assertThat(second.findElement(By.cssSelector(".usage")).getText()).containsPattern("\\(\\d+ from the cache\\)");
    }

    @Test
    void anotherModelCanBeChosenAndIsRemembered() {
        new Select(page.await("#models")).selectByValue("GigaChat-2-Max");
        assertThat(page.answer("hello").findElement(By.cssSelector(".fact")).getText())
                .startsWith("GigaChat-2-Max");
        page.reload();
        assertThat(new Select(page.await("#models")).getFirstSelectedOption().getText())
                .isEqualTo("GigaChat-2-Max");
    }

    @Test
    void whereTheModelsCannotBeListedNoneIsOffered() {
        SIMULATOR.always(Endpoint.MODELS, WireErrors.internalError());
        page.reload();
        assertThat(page.visible("#models")).isEmpty();
        assertThat(page.await("#model").getText()).isEqualTo("gigachat · GigaChat-2-Pro");
        assertThat(page.answer("hello").getText()).contains("GigaChat-2-Pro");
    }

    @Test
    void shiftEnterStartsANewLineAndSendsNothing() {
        page.question().sendKeys("one", Keys.chord(Keys.SHIFT, Keys.ENTER), "two");
        assertThat(page.question().getDomProperty("value")).isEqualTo("one\ntwo");
        assertThat(page.all(".bubble")).isEmpty();
    }

    @Test
    void theModelIsRemindedOfTheConversation() {
        page.answer("My name is Anna");
        assertThat(page.answer("Who am I?").getText()).contains("“My name is Anna”");
    }

    @Test
    void theConversationIsThereAgainAfterAReload() {
        page.answer("My name is Anna");
        page.answer("I like tea");
        page.reload();
        assertThat(page.visible(".question"))
                .extracting(WebElement::getText)
                .containsExactly("My name is Anna", "I like tea");
        assertThat(page.visible(".answer.complete")).hasSize(2);
        assertThat(page.answer("Who am I?").getText()).contains("“My name is Anna”");
    }

    @Test
    void aNewConversationForgetsTheOldOneOnTheServerToo() {
        page.answer("My name is Anna");
        page.await("#anew").click();
        assertThat(page.all(".bubble")).isEmpty();
        assertThat(page.answer("Who am I?").getText()).doesNotContain("Anna");
        page.reload();
        assertThat(page.visible(".question")).hasSize(1);
    }

    @Test
    void aFailureIsASentenceWithDetailsAndASecondTry() {
        page.ask("/429 60");
        WebElement problem = page.await(".problem");
        assertThat(problem.getText()).contains("The model is overloaded. Try again in 60 seconds.");
        problem.findElement(By.tagName("summary")).click();
        assertThat(problem.getText()).contains("429", "Too many requests", "Request");
        SIMULATOR.script(
                Endpoint.COMPLETIONS,
                StreamScript.start().pieces("better now").finish("stop").done().reply());
        page.await(".again").click();
        assertThat(page.await(".answer.complete").getText()).contains("better now");
        assertThat(page.visible(".problem")).isEmpty();
        assertThat(page.visible(".question")).hasSize(1);
    }

    @Test
    void moderationIsSaidBelowTheAnswer() {
        assertThat(page.answer("/blacklist").getText()).contains("Moderation replaced the answer.");
    }

    @Test
    void thePageSaysThatASimulatorAnswers() {
        assertThat(page.await("#simulator").getText()).contains("A simulator answers here", "GIGACHAT_CREDENTIALS");
    }

    @Test
    void thePageSpeaksTheLanguageOfTheBrowserAndRemembersAnother() {
        assertThat(page.await("h2").getText()).isEqualTo("Ask a language model");
        page.ask("/429 60");
        page.await(".problem");
        page.await("[data-language=ru]").click();
        page.awaitText(".problem", "Модель перегружена. Повторите через 60 секунд.");
        assertThat(page.all("html").get(0).getDomAttribute("lang")).isEqualTo("ru");
        page.reload();
        assertThat(page.await("h2").getText()).isEqualTo("Спросите языковую модель");
    }

    @Test
    void aRussianBrowserGetsARussianPage() {
        try (Page russian = new Page("ru-RU")) {
            russian.visit(root);
            assertThat(russian.await("h2").getText()).isEqualTo("Спросите языковую модель");
            assertThat(russian.await("[data-language=ru]").getDomAttribute("aria-pressed"))
                    .isEqualTo("true");
        }
    }

    @Test
    void bothLanguagesSayTheSameThings() {
        Object missing = page.browser().executeAsyncScript("""
                const done = arguments[0];
                import('./texts.js').then(({ texts }) => {
                  const names = (o, p = '') => Object.entries(o).flatMap(([k, v]) =>
                    v && typeof v === 'object' && !Array.isArray(v) ? names(v, p + k + '.') : [p + k]);
                  const en = names(texts.en), ru = names(texts.ru);
                  done([...en.filter((n) => !ru.includes(n)), ...ru.filter((n) => !en.includes(n)), en.length]);
                });""");
        assertThat((List<?>) missing)
                .hasSize(1)
                .allSatisfy(size -> assertThat((Long) size).isGreaterThan(30));
    }

    @Test
    void thePageNeedsNobodyElseAndBreaksNoRuleOfItsOwnPolicy() {
        page.answer("/markdown");
        Object hosts = page.run(
                "return [...new Set(performance.getEntriesByType('resource').map((e) => new URL(e.name).host))]");
        assertThat(hosts).isEqualTo(List.of(root.getAuthority()));
        assertThat(page.browser().manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }
}
