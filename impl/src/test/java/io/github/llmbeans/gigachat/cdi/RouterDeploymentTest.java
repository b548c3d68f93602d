package io.github.llmbeans.gigachat.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.llmbeans.gigachat.internal.LogLines;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that is wrong with providers and router is told at deployment, in one message. */
class RouterDeploymentTest {
    @Test
    void oneMessageListsEveryMistakeOfAllInstancesAndTheRouter() {
        String told = told(
                Map.of(
                        "gigachat.instances", "sales,support",
                        "gigachat.timeout", "0",
                        "gigachat.max-retries", "many",
                        "gigachat.support.credentials", "aWQ6c2VjcmV0",
                        "gigachat.support.health-check", "ping",
                        "llmbeans.router.members", "gigachat,sales,sales,nobody",
                        "llmbeans.router.strategy", "fastest",
                        "llmbeans.router.fall-over-on-invalid-request", "perhaps",
                        "llmbeans.health.interval", "soon",
                        "llmbeans.events.content", "some"),
                Beans.Asker.class);

        assertThat(told)
                .contains(
                        "settings are wrong",
                        "gigachat.credentials (GIGACHAT_CREDENTIALS) is not set",
                        "gigachat.timeout (GIGACHAT_TIMEOUT) must be between 1 and 300 seconds, was \"0\"",
                        "gigachat.max-retries (GIGACHAT_MAX_RETRIES) must be a whole number between 0 and 10",
                        "gigachat.sales.credentials (GIGACHAT_SALES_CREDENTIALS) is not set",
                        "gigachat.support.health-check (GIGACHAT_SUPPORT_HEALTH_CHECK) must be token or models",
                        "llmbeans.router.members (LLMBEANS_ROUTER_MEMBERS) must list each provider once, was \"sales\"",
                        "must list configured providers or the application's beans with @NamedProvider, was \"nobody\";"
                                + " there are [gigachat, sales, support]",
                        "llmbeans.router.strategy (LLMBEANS_ROUTER_STRATEGY) must be ordered, round-robin, random,"
                                + " first-available or best-available, was \"fastest\"",
                        "(LLMBEANS_ROUTER_FALL_OVER_ON_INVALID_REQUEST) must be true or false, was \"perhaps\"",
                        "llmbeans.health.interval (LLMBEANS_HEALTH_INTERVAL) must be a number of seconds",
                        "llmbeans.events.content (LLMBEANS_EVENTS_CONTENT) must be true or false");
    }

    @Test
    void wrongNamesOfInstancesAreToldTogetherWithEverythingElse() {
        String told = told(
                Map.of(
                        "gigachat.instances", "sales,a/b,gigachat",
                        "llmbeans.router.members", "nobody"),
                Beans.Asker.class);

        assertThat(told)
                .contains(
                        "must list names of letters, digits and hyphens other than \"gigachat\", was \"a/b\"",
                        "other than \"gigachat\", was \"gigachat\"",
                        "gigachat.sales.credentials (GIGACHAT_SALES_CREDENTIALS) is not set",
                        "was \"nobody\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sales|an instance in gigachat.instances",
                "gigachat|the default provider",
                "local|a bean of the application"
            })
    void theRoutersNameIsItsOwn(String name, String whose) {
        Map<String, String> keys = new HashMap<>(good());
        keys.put("llmbeans.router.name", name);

        assertThat(told(keys, Beans.Asker.class, RouterBeanTest.LocalModel.class))
                .contains("llmbeans.router.name (LLMBEANS_ROUTER_NAME) must be a name that no provider has, was \""
                        + name + "\", the name of " + whose);
    }

    @Test
    void theRouterIsNoMemberOfItself() {
        Map<String, String> keys = new HashMap<>(good());
        keys.put("llmbeans.router.members", "gigachat,router");

        assertThat(told(keys, Beans.Asker.class)).contains("must not list the router itself, was \"router\"");
    }

    @Test
    void aNameWithOtherCharactersIsRefused() {
        Map<String, String> keys = new HashMap<>(good());
        keys.put("llmbeans.router.name", "the router");

        assertThat(told(keys, Beans.Asker.class))
                .contains("(LLMBEANS_ROUTER_NAME) must be a name of letters, digits and hyphens, was \"the router\"");
    }

    @ParameterizedTest
    @CsvSource({"strategy,random", "name,all", "fall-over-on-invalid-request,false"})
    void aSettingOfTheRouterWithoutMembersIsAMistake(String setting, String value) {
        assertThat(told(Map.of("llmbeans.router." + setting, value), Beans.Bystander.class))
                .contains(
                        "llmbeans.router." + setting,
                        "is set without llmbeans.router.members (LLMBEANS_ROUTER_MEMBERS)");
    }

    @Test
    void aSettingOfTheRouterWithoutMembersIsToldAlsoWhereTheRouterIsInjected() {
        assertThat(told(Map.of("llmbeans.router.strategy", "random"), RouterBeanTest.Operator.class))
                .contains("llmbeans.router.strategy (LLMBEANS_ROUTER_STRATEGY) is set without llmbeans.router.members");
    }

    @Test
    void whoInjectsARouterThatIsNotConfiguredIsToldWhichSettingIsMissing() {
        try (LogLines log = new LogLines()) {
            told(Map.of(), RouterBeanTest.Operator.class);

            assertThat(log.of(Level.WARNING))
                    .singleElement()
                    .asString()
                    .startsWith("llmbeans.router.members (LLMBEANS_ROUTER_MEMBERS) is not set, so there is no Router")
                    .contains(RouterBeanTest.Operator.class.getName());
        }
    }

    @Test
    void whoBringsARouterOfTheirOwnIsToldNothing() {
        try (LogLines log = new LogLines();
                Application application =
                        Application.start(Map.of(), RouterBeanTest.Operator.class, RouterBeanTest.OwnRouter.class)) {
            assertThat(application.container().isRunning()).isTrue();
            assertThat(log.of(Level.WARNING)).isEmpty();
        }
    }

    @Test
    void aStrategyInTheConfigurationBesideOneOfTheApplicationIsAMistake() {
        Map<String, String> keys = new HashMap<>(good());
        keys.put("llmbeans.router.strategy", "random");

        assertThat(told(keys, Beans.Asker.class, RouterBeanTest.LastFirst.class))
                .contains("(LLMBEANS_ROUTER_STRATEGY) must not be set beside a RoutingStrategy bean");
    }

    @Test
    void aMemberOfWhichThereAreTwoIsAMistake() {
        Map<String, String> keys = new HashMap<>(good());
        keys.put("gigachat.instances", "local");
        keys.put("llmbeans.router.members", "local");

        assertThat(told(keys, Beans.Asker.class, RouterBeanTest.LocalModel.class))
                .contains("was \"local\", and 2 beans have that name");
    }

    @Test
    void aRouterWhoseMembersAreWellNeedsNoKeyOfTheDefaultProvider() {
        Map<String, String> keys = Map.of(
                "gigachat.instances", "sales",
                "gigachat.sales.credentials", "aWQ6c2VjcmV0",
                "llmbeans.router.members", "sales");
        try (Application application = Application.start(keys, Beans.Asker.class)) {
            assertThat(application.bean(Beans.Asker.class).llm.info().name()).isEqualTo("router");
        }
    }

    @Test
    void filesAndStandardKeysAreToldTogetherWithTheRest() {
        assertThat(told(
                        Map.of(
                                "gigachat.credentials", "aWQ6c2VjcmV0",
                                "gigachat.timeout", "0",
                                "gigachat.ca-bundle-file", "/no/such/file.pem"),
                        Beans.Asker.class))
                .contains("gigachat.timeout (GIGACHAT_TIMEOUT)", "gigachat.ca-bundle-file (GIGACHAT_CA_BUNDLE_FILE)");
    }

    @ParameterizedTest
    @CsvSource({
        "llmbeans.router.memebrs,members",
        "LLMBEANS_ROUTER_STRATEGIE,strategy",
        "llmbeans.health.timeout,interval",
        "llmbeans.events.contents,content",
        "llmbeans.healt.interval,did you mean llmbeans.health?",
        "llmbeans.routers.members,did you mean llmbeans.router?",
        "LLMBEANS_EVENT_CONTENT,did you mean LLMBEANS_EVENTS?"
    })
    void aSettingThatNothingReadsIsToldInAWarning(String key, String instead) {
        try (LogLines log = new LogLines();
                Application application = Application.start(Map.of(key, "x"), Beans.Bystander.class)) {
            assertThat(application.container().isRunning()).isTrue();
            assertThat(log.of(Level.WARNING))
                    .singleElement()
                    .asString()
                    .startsWith(key + " has no effect")
                    .contains(instead);
        }
    }

    @Test
    void aSettingThatIsReadIsNoWarning() {
        Map<String, String> keys = new HashMap<>(good());
        keys.put("llmbeans.router.name", "all");
        keys.put("llmbeans.health.enabled", "true");
        keys.put("llmbeans.events.content", "false");
        keys.put("llmbeans.somebody-elses", "x");
        keys.put("LLMBEANS_HOME", "x");
        try (LogLines log = new LogLines();
                Application application = Application.start(keys, Beans.Bystander.class)) {
            assertThat(application.container().isRunning()).isTrue();
            assertThat(log.of(Level.WARNING)).isEmpty();
        }
    }

    private static Map<String, String> good() {
        return Map.of(
                "gigachat.credentials", "aWQ6c2VjcmV0",
                "gigachat.instances", "sales",
                "llmbeans.router.members", "gigachat,sales");
    }

    /** What the one exception says that the deployment ends with. */
    private static String told(Map<String, String> keys, Class<?>... beans) {
        Throwable thrown = catchThrowable(() -> Application.start(keys, beans).close());
        assertThat(thrown).as("the deployment").isNotNull();
        return String.valueOf(thrown.getMessage());
    }
}
