package io.github.llmbeans.gigachat.internal.error;

import java.io.IOException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** An address whose scheme is not what its port speaks: by what it shows, and what to look at. */
final class WrongScheme {
    /** Of the JDK, and of Quarkus, which shows all that came. */
    private static final Pattern NO_TLS = Pattern.compile(
            "(?is).*(unsupported or unrecognized ssl message|plaintext connection|not an ssl/tls record).*");

    /** Of RESTEasy, Jersey and CXF; an alert of TLS is no status line. */
    private static final Pattern NO_HTTP = Pattern.compile(
            "(?is).*(valid http response|invalid http response|http/1.1 status line|invalid status line).*");

    /** What HTTP servers say that find a plain request on a port for TLS. */
    private static final Pattern WANTS_TLS =
            Pattern.compile("(?is).*(plain http request was sent to https port|requires tls|speaking plain http).*");

    private final SettingNames names;

    WrongScheme(SettingNames names) {
        this.names = names;
    }

    /** Whether what came in answer to a handshake was none of TLS. */
    static boolean noTls(Throwable e) {
        return e instanceof SSLException && NO_TLS.matcher(message(e)).matches();
    }

    /** Whether what came was not HTTP. */
    static boolean noHttp(Throwable e) {
        return NO_HTTP.matcher(message(e)).matches();
    }

    /** Whether Quarkus's connection was closed: it does not tell whether anything had come, or what. */
    static boolean perhapsNoHttp(Throwable e) {
        return e.getClass() == IOException.class && message(e).equals("Connection was closed");
    }

    /** Whether the server itself says so. */
    static boolean wantsTls(Answer answer) {
        return answer.status() == 400 && WANTS_TLS.matcher(answer.body().text()).matches();
    }

    /** The end of a sentence. */
    String look(String setting, String scheme) {
        return "the address begins with " + scheme + "://: look at the scheme of " + names.of(setting) + ", "
                + (setting.equals("auth-url") ? "authUrl()" : "baseUrl()") + " of the builder";
    }

    private static String message(Throwable e) {
        return e.getMessage() == null ? "" : e.getMessage();
    }
}
