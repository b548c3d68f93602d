package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.logging.LogType;

/** The operations page in a real browser; pictures of it are in {@code target/screenshots}. */
class OperationsPageIT extends PageTest {
    private static final String REQUESTS =
            "return performance.getEntriesByType('resource').filter((e) => e.name.endsWith('/api/operations')).length";

    private Api api;

    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.with("operations-page", TwoProviders.settings());
    }

    @BeforeEach
    void open() {
        api = new Api(root);
        page.visit(root.resolve("operations.html"));
    }

    @AfterEach
    void asUsual() {
        offline(false);
        page.asUsual();
    }

    @Test
    void aCallChangesTheFiguresWithoutAReload() {
        page.run("window.sameVisit = true");
        long before = figure("gigachat", "answered");
        assertThat(api.ask("hello").statusCode()).isEqualTo(200);
        page.until(() -> figure("gigachat", "answered") == before + 1 ? Boolean.TRUE : null);
        assertThat(text("gigachat", "p50")).matches("[0-9.,]+\u00a0m?s");
        assertThat(text("gigachat", "lastAnswer")).endsWith(" ago");
        assertThat(page.run("return window.sameVisit")).isEqualTo(true);
    }

    @Test
    void onlyWhatHasChangedIsTouched() {
        page.run("window.kept = document.querySelector('[data-provider=gigachat] [data-figure=cancelled]').firstChild");
        long before = figure("gigachat", "answered");
        api.ask("hello");
        page.until(() -> figure("gigachat", "answered") > before ? Boolean.TRUE : null);
        assertThat(page.run("return window.kept.isConnected")).isEqualTo(true);
    }

    @Test
    void aMemberThatGoesDownTurnsItsStatusAndAReaderIsTold() {
        // Whether another test was here before does not matter.
        page.run(
                "window.told = []; new MutationObserver(() => told.push(document.getElementById('status').textContent))"
                        + ".observe(document.getElementById('status'), { childList: true, characterData: true, subtree: true })");
        boolean wasHealthy =
                !page.all("[data-provider=gigachat][data-status=healthy]").isEmpty();
        bringDown();
        assertThat(page.await("[data-provider=gigachat] .state").getText()).isEqualTo("Unhealthy");
        assertThat(page.await("[data-provider=reserve] .state").getText()).isEqualTo("Healthy");
        assertThat(text("gigachat", "lastFailure")).startsWith("unavailable, ");
        if (wasHealthy) {
            page.until(() -> String.valueOf(page.run("return told.join()")).contains("gigachat: Unhealthy")
                    ? Boolean.TRUE
                    : null);
        }
    }

    @Test
    void aMemberThatHasSaidWhenToComeBackIsMarkedUntilThen() {
        TwoProviders.firstIsOverloadedFor(15);
        page.until(() -> {
            api.ask("hello");
            return page.visible("[data-provider=gigachat] .passed").isEmpty() ? null : Boolean.TRUE;
        });
        assertThat(page.await("[data-provider=gigachat] .passed").getText()).matches(".*\\d+ s\\.");
        SIMULATOR.reset();
        page.until(() -> page.visible("[data-provider=gigachat] .passed").isEmpty() ? Boolean.TRUE : null);
    }

    @Test
    void aProviderThatNobodyHasAskedSaysSo() {
        assertThat(page.await("[data-provider=idle] .none").getText()).startsWith("No calls yet");
        assertThat(page.visible("[data-provider=idle] [data-figure]")).isEmpty();
    }

    @Test
    void whoeverDoesNotLookAsksNothing() {
        hidden(true);
        page.await("html[data-state=paused]");
        assertThat(page.await("#connection").getText()).isEqualTo("Paused");
        Object before = page.run(REQUESTS);
        // Longer than the page's own pause.
        page.browser().executeAsyncScript("setTimeout(arguments[0], 5000)");
        assertThat(page.run(REQUESTS)).isEqualTo(before);
        hidden(false);
        page.await("html[data-state=live]");
        assertThat((Long) page.run(REQUESTS)).isGreaterThan((Long) before);
    }

    @Test
    void aLostConnectionIsSaidAndTheFiguresStayAndGoOnWhenItIsBack() {
        long before = figure("gigachat", "answered");
        offline(true);
        assertThat(page.await("#trouble").getText())
                .startsWith("The application does not answer. These figures are of ");
        photographed("en-light-operations-lost");
        assertThat(figure("gigachat", "answered")).isGreaterThanOrEqualTo(before);
        offline(false);
        page.await("html[data-state=live]");
        assertThat(page.visible("#trouble")).isEmpty();
    }

    @Test
    void theChatLeadsThereAndBack() {
        page.visit(root);
        page.await(".links a[href='operations.html']").click();
        page.await("html[data-state=live]");
        page.await("a[href='./']").click();
        page.await("#question");
    }

    @Test
    void bothLanguagesSayTheSameThings() {
        Object missing = page.browser().executeAsyncScript("""
                const done = arguments[0];
                import('./operations-texts.js').then(({ texts }) => {
                  const names = (o, p = '') => Object.entries(o).flatMap(([k, v]) =>
                    v && typeof v === 'object' ? names(v, p + k + '.') : [p + k]);
                  const en = names(texts.en), ru = names(texts.ru);
                  done([...en.filter((n) => !ru.includes(n)), ...ru.filter((n) => !en.includes(n)), en.length]);
                });""");
        assertThat((List<?>) missing)
                .hasSize(1)
                .allSatisfy(size -> assertThat((Long) size).isGreaterThan(30));
    }

    @ParameterizedTest
    @CsvSource({
        "en, light, 1100, 900", "en, dark, 1100, 900", "en, light, 390, 780", "en, dark, 390, 780",
        "ru, light, 1100, 900", "ru, dark, 1100, 900", "ru, light, 390, 780", "ru, dark, 390, 780"
    })
    void everybodyCanReadIt(String language, String scheme, int width, int height) {
        ask("hello").rest();
        bringDown();
        page.prefer("prefers-color-scheme", scheme);
        page.width(width, height);
        page.await("[data-language=" + language + "]").click();
        page.await("html[lang=" + language + "]");
        page.run("scrollTo(0, 0)");
        photographed(language + "-" + scheme + (width < 600 ? "-phone" : "") + "-operations");
        page.width(320, 568);
        page.neverScrollsSideways();
        assertThat(page.visible("button, a"))
                .allSatisfy(control -> assertThat(control.getAccessibleName()).isNotBlank());
        assertThat(page.browser().manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }

    private EventReader ask(String question) {
        return api.stream("api/stream", ApiTest.messages(question));
    }

    private void bringDown() {
        TwoProviders.firstFails();
        page.until(() -> {
            api.ask("hello");
            return page.all("[data-provider=gigachat][data-status=unhealthy]").isEmpty() ? null : Boolean.TRUE;
        });
    }

    private static String text(String provider, String figure) {
        return String.valueOf(page.run("return document.querySelector('[data-provider=" + provider + "] [data-figure="
                + figure + "]').textContent"));
    }

    private static long figure(String provider, String figure) {
        return Long.parseLong(text(provider, figure).replaceAll("\\D", ""));
    }

    private static void hidden(boolean hidden) {
        page.run("Object.defineProperty(document, 'hidden', { configurable: true, get: () => " + hidden + " });"
                + "document.dispatchEvent(new Event('visibilitychange'))");
    }

    private static void offline(boolean offline) {
        page.browser().executeCdpCommand("Network.enable", Map.of());
        page.browser()
                .executeCdpCommand(
                        "Network.emulateNetworkConditions",
                        Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    private static void photographed(String name) {
        page.photograph(name);
        page.neverScrollsSideways();
        assertThat(Axe.violations(page)).isEmpty();
    }
}
