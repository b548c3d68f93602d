/**
 * GigaChat behind the LLM Beans contract.
 *
 * <p>In a container {@code @Inject BaseProvider} is enough; in plain Java start at {@link
 * io.github.llmbeans.gigachat.GigaChatProvider}.
 */
@SuppressWarnings("requires-transitive-automatic")
module io.github.llmbeans.gigachat {
    requires transitive io.github.llmbeans;
    requires static transitive org.jspecify;
    requires jakarta.cdi;
    requires jakarta.json;
    requires jakarta.json.bind;
    requires jakarta.ws.rs;
    requires java.naming;
    requires microprofile.config.api;
    requires microprofile.rest.client.api;
    requires static jakarta.concurrency;
    requires static transitive io.opentelemetry.api;
    requires static io.opentelemetry.context;
    requires static microprofile.context.propagation.api;
    requires static microprofile.health.api;

    exports io.github.llmbeans.gigachat;
    exports io.github.llmbeans.gigachat.telemetry;

    opens io.github.llmbeans.gigachat.cdi;
    opens io.github.llmbeans.gigachat.internal.rest;
    opens io.github.llmbeans.gigachat.internal.wire;

    provides jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension with
            io.github.llmbeans.gigachat.cdi.GigaChatLiteExtension;
    provides jakarta.enterprise.inject.spi.Extension with
            io.github.llmbeans.gigachat.cdi.GigaChatExtension;
}
