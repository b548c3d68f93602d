package io.github.llmbeans.gigachat.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Providers side by side, chosen by name, share nothing. */
@Tag("engine")
class NamedInstancesTest {
    private GigaChatSimulator sales;
    private GigaChatSimulator support;

    @BeforeEach
    void startSimulators() {
        sales = GigaChatSimulator.start();
        support = GigaChatSimulator.start();
    }

    @AfterEach
    void stopSimulators() {
        sales.close();
        support.close();
    }

    @Test
    void eachInstanceAsksItsOwnServerWithItsOwnKeyAndToken() {
        try (Application application = Application.start(both().map(), Beans.TwoAskers.class)) {
            Beans.TwoAskers askers = application.bean(Beans.TwoAskers.class);

            assertThat(askers.sales.generate("From sales")).contains("From sales");
            assertThat(askers.support.generate("From support")).contains("From support");

            assertThat(sales.tokenRequests()).hasSize(1);
            assertThat(sales.completionRequests()).hasSize(1);
            assertThat(support.tokenRequests()).hasSize(1);
            assertThat(support.completionRequests()).hasSize(1);
            assertThat(askers.sales.info().name()).isEqualTo("sales");
            assertThat(askers.support.info().name()).isEqualTo("support");
        }
    }

    @Test
    void aBrokenInstanceDoesNotTouchTheOther() {
        try (Application application =
                Application.start(both().with("gigachat.max-retries", "0").map(), Beans.TwoAskers.class)) {
            Beans.TwoAskers askers = application.bean(Beans.TwoAskers.class);
            sales.always(Endpoint.OAUTH, WireErrors.gatewayHtml503());

            assertThatExceptionOfType(ProviderUnavailableException.class)
                    .isThrownBy(() -> askers.sales.generate("Hello"))
                    .satisfies(e -> assertThat(e.provider()).isEqualTo("sales"));
            assertThat(askers.sales.healthCheck()).isFalse();
            assertThat(askers.support.generate("Hello")).contains("Hello");
            assertThat(askers.support.healthCheck()).isTrue();
        }
    }

    @Test
    void closingAnInstanceDoesNotTouchTheOther() {
        try (Application application = Application.start(both().map(), Beans.TwoAskers.class)) {
            Beans.TwoAskers askers = application.bean(Beans.TwoAskers.class);
            askers.sales.close();

            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> askers.sales.generate("Hello"));
            assertThat(askers.support.generate("Hello")).contains("Hello");
        }
    }

    @Test
    void environmentVariablesDescribeInstancesToo() {
        Map<String, String> variables =
                both().with("gigachat.sales.model", "GigaChat-2").variables();
        assertThat(variables).containsKeys("GIGACHAT_INSTANCES", "GIGACHAT_SALES_BASE_URL");
        try (Application application = Application.startInEnvironment(variables, Beans.TwoAskers.class)) {
            Beans.TwoAskers askers = application.bean(Beans.TwoAskers.class);

            assertThat(askers.sales.generate("Hello")).contains("Hello");
            assertThat(askers.sales.info().model()).isEqualTo("GigaChat-2");
            assertThat(askers.support.info().model()).isEqualTo("GigaChat-2-Pro");
        }
    }

    @Test
    void whatAnInstanceDoesNotSetIsTakenFromTheDefault() {
        Map<String, String> keys = Keys.of(sales)
                .with("gigachat.instances", "sales,support")
                .with("gigachat.model", "GigaChat-2")
                .with("gigachat.support.model", "GigaChat-2-Max")
                .map();
        try (Application application = Application.start(keys, Beans.TwoAskers.class)) {
            Beans.TwoAskers askers = application.bean(Beans.TwoAskers.class);

            assertThat(askers.sales.info().model()).isEqualTo("GigaChat-2");
            assertThat(askers.support.info().model()).isEqualTo("GigaChat-2-Max");
            assertThat(askers.sales.generate("Hello")).contains("Hello");
            assertThat(askers.support.generate("Hello")).contains("Hello");
            assertThat(sales.tokenRequests()).hasSize(2);
        }
    }

    @Test
    void anInstanceWithAKeyOfItsOwnDoesNotUseTheTokenOfTheDefault() {
        Map<String, String> keys = Keys.of(support)
                .with("gigachat.access-token", "token-of-the-default")
                .with("gigachat.instances", "sales")
                .instance("sales", sales)
                .map();
        try (Application application = Application.start(keys, Beans.SalesAsker.class)) {
            assertThat(application.bean(Beans.SalesAsker.class).llm.generate("Hello"))
                    .contains("Hello");

            assertThat(sales.completionRequests()).hasSize(1);
            assertThat(sales.tokenRequests()).hasSize(1);
        }
    }

    @Test
    void anInstanceWithATokenOfItsOwnDoesNotFallBackToTheKeyOfTheDefault() {
        Map<String, String> keys = Keys.of(sales)
                .with("gigachat.instances", "sales")
                .with("gigachat.sales.access-token", "no-good")
                .map();
        try (Application application = Application.start(keys, Beans.SalesAsker.class)) {
            BaseProvider llm = application.bean(Beans.SalesAsker.class).llm;

            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> llm.generate("Hello"))
                    .withMessageContaining("gigachat.sales.access-token (GIGACHAT_SALES_ACCESS_TOKEN)");
            assertThat(sales.tokenRequests()).isEmpty();
        }
    }

    @Test
    void anInstancesOwnAddressComesBeforeAnyAddressOfTheDefault() {
        Map<String, String> keys = both().with("gigachat/mp-rest/url", "http://127.0.0.1:1/v1")
                .with("gigachat-oauth/mp-rest/url", "http://127.0.0.1:1/oauth")
                .map();
        try (Application application = Application.start(keys, Beans.SalesAsker.class)) {
            assertThat(application.bean(Beans.SalesAsker.class).llm.generate("Hello"))
                    .contains("Hello");
        }
    }

    @Test
    void anInstancesOwnStandardKeyComesFirstOfAll() {
        Map<String, String> keys = both().with("gigachat-sales/mp-rest/url", support.baseUrl())
                .with("gigachat-oauth-sales/mp-rest/url", support.authUrl())
                .with("gigachat.sales.credentials", support.credentials())
                .map();
        try (Application application = Application.start(keys, Beans.SalesAsker.class)) {
            application.bean(Beans.SalesAsker.class).llm.generate("Hello");

            assertThat(support.completionRequests()).hasSize(1);
            assertThat(sales.requests()).isEmpty();
        }
    }

    @Test
    void anInstanceThatIsNotListedCannotBeInjected() {
        Throwable thrown = catchThrowable(
                () -> Application.start(Keys.of(sales).instance("sales", sales).map(), Beans.SalesAsker.class)
                        .close());

        assertThat(thrown).isNotNull().hasStackTraceContaining("@NamedProvider");
    }

    @Test
    void eachInstanceHasAScopeOfItsOwn() {
        try (GigaChatSimulator company =
                        GigaChatSimulator.builder().scope("GIGACHAT_API_CORP").start();
                Application application = Application.start(
                        new Keys()
                                .with("gigachat.instances", "sales,support")
                                .instance("sales", company)
                                .instance("support", support)
                                .map(),
                        Beans.TwoAskers.class)) {
            Beans.TwoAskers askers = application.bean(Beans.TwoAskers.class);

            assertThat(askers.sales.generate("Hello")).contains("Hello");
            assertThat(askers.support.generate("Hello")).contains("Hello");
        }
    }

    @Test
    void anInstanceListedTwiceIsOne() {
        Map<String, String> keys =
                Keys.of(sales).with("gigachat.instances", "sales, sales,,").map();
        try (Application application = Application.start(keys, Beans.SalesAsker.class)) {
            assertThat(application.bean(Beans.SalesAsker.class).llm.generate("Hello"))
                    .contains("Hello");
        }
    }

    private Keys both() {
        return new Keys()
                .with("gigachat.instances", "sales,support")
                .instance("sales", sales)
                .instance("support", support);
    }
}
