package io.github.llmbeans.sample.it;

/**
 * What a test needs beyond Jakarta EE with MicroProfile Config and Rest Client, as a tag. On a server that does not have it
 * the test is left out.
 */
final class Needs {
    /** Open Liberty itself: the form of its logs, features that come and go, a server of the test's own. */
    static final String LIBERTY = "liberty";

    /** A browser; the page is the same on every server. */
    static final String BROWSER = "browser";

    /** MicroProfile Health. */
    static final String HEALTH = "health";

    /** MicroProfile Health that sees checks which extensions add as beans. */
    static final String CHECKS_OF_EXTENSIONS = "checks-of-extensions";

    /** MicroProfile Metrics 5. */
    static final String METRICS = "metrics";

    /** MicroProfile OpenAPI. */
    static final String OPENAPI = "openapi";

    /** MicroProfile Fault Tolerance. */
    static final String FAULT_TOLERANCE = "fault-tolerance";

    /** A server that lets the application answer TRACE, and does not refuse it itself. */
    static final String TRACE = "trace";

    /** A container that puts decorators around beans which extensions add, too. */
    static final String DECORATED_EXTENSIONS = "decorated-extensions";

    /** A server that refuses a Content-Type which is none, and does not take it for any. */
    static final String CONTENT_TYPES = "content-types";

    /** A server whose threads forget the session of a request that was answered asynchronously. */
    static final String SESSIONS_OF_STREAMS = "sessions-of-streams";

    private Needs() {}
}
