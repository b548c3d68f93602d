package io.github.llmbeans.gigachat.internal.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A body that can be left at any moment, by an interrupt of its reader or by a close from elsewhere. For engines whose own
 * stream neither notices an interrupt nor can be closed while somebody reads it ({@link Engine#endsExchanges()}): what is
 * not there yet is read by another thread, and that closes the stream as soon as it gets back, if it has been left.
 */
final class LeavableInput extends InputStream {
    private static final int CHUNK = 8 * 1024;

    private final InputStream in;
    private final Executor threads;
    private final byte[] chunk = new byte[CHUNK];
    private int from;
    private int to;
    private @Nullable FutureTask<Integer> reading;
    private boolean inside;
    private boolean closed;

    LeavableInput(InputStream in, Executor threads) {
        this.in = in;
        this.threads = threads;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (from == to) {
            from = 0;
            to = Math.max(0, next());
            if (to == 0) {
                return -1;
            }
        }
        int count = Math.min(length, to - from);
        System.arraycopy(chunk, from, bytes, offset, count);
        from += count;
        return count;
    }

    @Override
    public int available() {
        return to - from;
    }

    private int next() throws IOException {
        FutureTask<Integer> task = new FutureTask<>(this::readOn);
        synchronized (this) {
            reading = task;
        }
        try {
            threads.execute(task);
        } catch (RejectedExecutionException noThread) {
            throw new IOException("Nobody is left to read the body", noThread);
        }
        return outcome(task);
    }

    private int outcome(FutureTask<Integer> task) throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while reading the body");
        } catch (CancellationException e) {
            throw new IOException("The body has been closed", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        }
    }

    private int readOn() throws IOException {
        synchronized (this) {
            if (closed) {
                throw new IOException("The body has been closed");
            }
            inside = true;
        }
        try {
            return in.read(chunk, 0, chunk.length);
        } finally {
            gotBack();
        }
    }

    private void gotBack() throws IOException {
        boolean left;
        synchronized (this) {
            inside = false;
            left = closed;
        }
        if (left) {
            in.close();
        }
    }

    /** Does not block. */
    @Override
    public void close() throws IOException {
        FutureTask<Integer> read;
        boolean mine;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            read = reading;
            mine = !inside;
        }
        if (read != null) {
            read.cancel(true); // Where threads are virtual this ends the read itself.
        }
        if (mine) {
            in.close();
        } else {
            closeBesides();
        }
    }

    /** Ends the read of some streams; others let nobody close them before it has ended. */
    private void closeBesides() {
        Runnable closing = () -> {
            try {
                in.close();
            } catch (IOException e) {
                // It is not read any more.
            }
        };
        Thread thread = new Thread(null, closing, "llmbeans-close", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }
}
