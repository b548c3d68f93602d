package io.github.llmbeans.tck.server;

/** Method, path and query of a request. */
record RequestLine(String method, String path, String query) {

    static RequestLine of(String method, String target) {
        int mark = target.indexOf('?');
        return mark < 0
                ? new RequestLine(method, target, "")
                : new RequestLine(method, target.substring(0, mark), target.substring(mark + 1));
    }
}
