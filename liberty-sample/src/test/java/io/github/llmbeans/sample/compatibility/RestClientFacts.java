package io.github.llmbeans.sample.compatibility;

import java.util.Arrays;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/**
 * What a MicroProfile Rest Client is.
 *
 * @param engine the product behind it, with its version where it tells one
 * @param version of the API, by what it can do
 */
record RestClientFacts(String engine, String version) {

    static RestClientFacts of(RestClientBuilder builder) {
        return new RestClientFacts(engine(builder.getClass()), api());
    }

    private static String engine(Class<?> type) {
        String version = type.getPackage() == null ? null : type.getPackage().getImplementationVersion();
        return product(type.getName()) + (version == null ? "" : " " + version);
    }

    private static String product(String type) {
        if (type.contains("resteasy")) {
            return "RESTEasy";
        }
        if (type.contains("jersey")) {
            return "Jersey";
        }
        if (type.contains("cxf")) {
            return "CXF";
        }
        return type;
    }

    /** No API tells its version; 4.0 came with {@code header}. */
    private static String api() {
        boolean four = Arrays.stream(RestClientBuilder.class.getMethods())
                .anyMatch(method -> method.getName().equals("header"));
        return four ? "4.0" : "3.0";
    }
}
