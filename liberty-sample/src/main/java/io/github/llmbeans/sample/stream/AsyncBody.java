package io.github.llmbeans.sample.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The body of an answer that is written bit by bit. Nothing here blocks: what the connection does not take at once
 * leaves when the server says that it can. Thread-safe; the listener is told outside of any lock.
 */
final class AsyncBody implements WriteListener, AsyncListener {

    /** Who writes. */
    interface Listener {
        /** All that was given has left. Not called for what is given as the last, nor after {@link #gone()}. */
        void written();

        /** The caller has left, or the server ends the request; once. */
        void gone();
    }

    private final AsyncContext request;
    private final HttpServletResponse response;
    private final ServletOutputStream out;
    private final Listener listener;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private boolean possible;
    private boolean unflushed;
    private boolean telling;
    private boolean last;
    private boolean over;

    private AsyncBody(AsyncContext request, HttpServletResponse response, Listener listener) throws IOException {
        this.request = request;
        this.response = response;
        this.out = response.getOutputStream();
        this.listener = listener;
    }

    static AsyncBody of(AsyncContext request, HttpServletResponse response, Listener listener) throws IOException {
        AsyncBody body = new AsyncBody(request, response, listener);
        // How long an answer may take is the provider's to say.
        request.setTimeout(0);
        request.addListener(body);
        body.out.setWriteListener(body);
        return body;
    }

    /** Status and headers; before anything is written. */
    synchronized void head(int status, String contentType) {
        if (!over) {
            response.setStatus(status);
            response.setContentType(contentType);
        }
    }

    synchronized void header(String name, String value) {
        if (!over) {
            response.setHeader(name, value);
        }
    }

    /** Whether something has not left yet. */
    synchronized boolean busy() {
        return telling || !waiting.isEmpty() || unflushed;
    }

    /** Writes; {@link Listener#written()} follows if it is to be told. */
    void write(byte[] bytes, boolean tell) {
        synchronized (this) {
            if (over || last) {
                return;
            }
            waiting.add(bytes);
            telling |= tell;
        }
        drain();
    }

    /** Writes and ends the answer. */
    void writeLast(byte[] bytes) {
        synchronized (this) {
            if (over || last) {
                return;
            }
            waiting.add(bytes);
            last = true;
            telling = false;
        }
        drain();
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            possible = true;
        }
        drain();
    }

    private void drain() {
        boolean tell = false;
        boolean gone = false;
        synchronized (this) {
            if (over || !possible) {
                return;
            }
            try {
                if (drained()) {
                    tell = telling;
                    telling = false;
                    if (last) {
                        over = true;
                        request.complete();
                    }
                }
            } catch (IOException | RuntimeException e) {
                gone = true;
            }
        }
        if (gone) {
            gone();
        } else if (tell) {
            listener.written();
        }
    }

    /** Each write and each flush needs a permission of its own; after a refusal the server calls back. */
    private boolean drained() throws IOException {
        while (!waiting.isEmpty() || unflushed) {
            if (!out.isReady()) {
                return false;
            }
            byte[] next = waiting.poll();
            if (next != null) {
                out.write(next);
                unflushed = true;
            } else {
                out.flush();
                unflushed = false;
            }
        }
        return true;
    }

    /** Ends the answer without another word; one that has not begun says that the service is not there. */
    void close(boolean unbegun) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            waiting.clear();
            if (unbegun) {
                response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            }
        }
        complete();
    }

    private void gone() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            waiting.clear();
        }
        try {
            listener.gone();
        } finally {
            complete();
        }
    }

    private void complete() {
        try {
            request.complete();
        } catch (IllegalStateException e) {
            // The server has ended the request already.
        }
    }

    @Override
    public void onError(Throwable e) {
        gone();
    }

    @Override
    public void onError(AsyncEvent event) {
        gone();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        gone();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        gone();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
