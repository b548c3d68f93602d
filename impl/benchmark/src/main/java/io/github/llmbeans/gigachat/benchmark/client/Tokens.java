package io.github.llmbeans.gigachat.benchmark.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The one token that a client without a policy asks for at its start. */
final class Tokens {
    private Tokens() {}

    static String bearer(String server) {
        HttpRequest ask = HttpRequest.newBuilder(URI.create(server + "oauth"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("scope=GIGACHAT_API_PERS"))
                .build();
        try {
            String answer = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(ask, HttpResponse.BodyHandlers.ofString())
                    .body();
            String name = "\"access_token\":\"";
            int begin = answer.indexOf(name) + name.length();
            return "Bearer " + answer.substring(begin, answer.indexOf('"', begin));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
