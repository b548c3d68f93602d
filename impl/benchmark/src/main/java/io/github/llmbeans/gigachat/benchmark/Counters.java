package io.github.llmbeans.gigachat.benchmark;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What the server has seen so far, and what can be said to it. */
record Counters(long requests, long tokens, long rejected, long cpu) {
    static Counters of(String server) throws IOException {
        String text = ask(server + "counters");
        return new Counters(
                number(text, "requests"), number(text, "tokens"), number(text, "rejected"), number(text, "cpu"));
    }

    /** All tokens given so far are rejected from now on. */
    static void expire(String server) throws IOException {
        ask(server + "expire");
    }

    private static String ask(String address) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address).toURL().openConnection();
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static long number(String text, String name) {
        int begin = text.indexOf("\"" + name + "\":") + name.length() + 3;
        int end = begin;
        while (Character.isDigit(text.charAt(end))) {
            end++;
        }
        return Long.parseLong(text.substring(begin, end));
    }
}
