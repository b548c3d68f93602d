package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.sample.rest.SampleApplication;
import io.github.llmbeans.sample.stream.ConversationStreamServlet;
import io.github.llmbeans.sample.stream.StreamServlet;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The description of the API, compared with the API. */
@Tag(Needs.OPENAPI)
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class OpenApiIT {
    private static final List<Class<?>> SERVLETS = List.of(StreamServlet.class, ConversationStreamServlet.class);

    @ArquillianResource
    URI root;

    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.with("described", Simulators.settings("gigachat.", Simulators.MAIN));
    }

    @Test
    void everyOperationOfTheApiIsDescribedAndNoOther() {
        assertThat(described().keySet()).isEqualTo(written());
    }

    @Test
    void everyExampleOfARequestIsAnswered() {
        Api api = new Api(root);
        Map<String, HttpResponse<String>> responses = new TreeMap<>();
        described().forEach((operation, description) -> {
            if (description.containsKey("requestBody")) {
                String path = operation.substring(operation.indexOf('/') + 1);
                examples(description.getJsonObject("requestBody"))
                        .forEach((name, body) -> responses.put(operation + " " + name, api.post(path, body)));
            }
        });
        assertThat(responses)
                .hasSizeGreaterThan(4)
                .allSatisfy((name, response) -> assertThat(response.statusCode())
                        .as(name + " " + response.body())
                        .isEqualTo(200));
    }

    @Test
    void everyResponseHasAnExample() {
        JsonObject components = document().getJsonObject("components").getJsonObject("responses");
        assertThat(components.values())
                .isNotEmpty()
                .allSatisfy(response -> assertThat(examples(response.asJsonObject()))
                        .as(response.toString())
                        .isNotEmpty());
    }

    @Test
    void everyErrorOfEveryOperationIsAProblem() {
        assertThat(described().values())
                .allSatisfy(operation -> operation.getJsonObject("responses").forEach((status, response) -> {
                    if (status.charAt(0) != '2') {
                        String name = response.asJsonObject().getString("$ref").replaceAll(".*/", "");
                        assertThat(document()
                                        .getJsonObject("components")
                                        .getJsonObject("responses")
                                        .getJsonObject(name)
                                        .getJsonObject("content"))
                                .containsOnlyKeys("application/problem+json");
                    }
                }));
    }

    private JsonObject document() {
        return Api.object(new Api(root.resolve("/")).get("openapi?format=JSON"));
    }

    private Map<String, JsonObject> described() {
        Map<String, JsonObject> operations = new TreeMap<>();
        document()
                .getJsonObject("paths")
                .forEach((path, methods) -> methods.asJsonObject()
                        .forEach((method, operation) -> operations.put(
                                method.toUpperCase(Locale.ROOT) + " " + path, operation.asJsonObject())));
        return operations;
    }

    private static Set<String> written() {
        Stream<String> resources = new SampleApplication()
                .getClasses().stream()
                        .filter(type -> type.isAnnotationPresent(Path.class))
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods())
                                .flatMap(OpenApiIT::httpMethod)
                                .map(method -> method + " /api"
                                        + type.getAnnotation(Path.class).value()));
        return Stream.concat(resources, SERVLETS.stream().flatMap(OpenApiIT::operations))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> operations(Class<?> servlet) {
        String path = servlet.getAnnotation(WebServlet.class).urlPatterns()[0];
        return Arrays.stream(servlet.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> name.matches("do[A-Z][a-z]+"))
                .map(name -> name.substring(2).toUpperCase(Locale.ROOT) + " " + path);
    }

    private static Stream<String> httpMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value());
    }

    private static Map<String, String> examples(JsonObject holder) {
        Map<String, String> bodies = new TreeMap<>();
        holder.getJsonObject("content")
                .values()
                .forEach(content -> content.asJsonObject()
                        .getOrDefault("examples", JsonValue.EMPTY_JSON_OBJECT)
                        .asJsonObject()
                        .forEach((name, example) -> bodies.put(
                                name, example.asJsonObject().get("value").toString())));
        return bodies;
    }
}
