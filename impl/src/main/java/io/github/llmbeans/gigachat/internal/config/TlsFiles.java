package io.github.llmbeans.gigachat.internal.config;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads certificates and keys, and reads them again when one of their files has changed. Nobody waits for a change: whoever
 * wants to connect looks, at most once a second. What cannot be read leaves the old in place and is told once.
 * Thread-safe.
 */
public final class TlsFiles {
    private static final System.Logger LOG = System.getLogger(TlsFiles.class.getName());
    private static final long BETWEEN_LOOKS_MILLIS = 1_000;

    private final GigaChatSettings settings;
    private final @Nullable ClassLoader loader;
    private final Clock clock;
    private final List<Path> files;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Tls current;
    private volatile long lastLook;
    private List<FileStamp> seen;
    private @Nullable String toldFault;

    /**
     * Reads everything once.
     *
     * @param loader where trust and key stores on the class path lie
     * @throws IllegalArgumentException if something cannot be read; the message names the setting
     */
    public TlsFiles(GigaChatSettings settings, Clock clock, @Nullable ClassLoader loader) {
        this.settings = settings;
        this.loader = loader;
        this.clock = clock;
        this.files = Tls.files(settings);
        // Before the content: what is written in between is then seen at the next look.
        this.seen = stamps();
        this.lastLook = clock.millis();
        this.current = Tls.read(settings, loader);
    }

    /** What is to be used for a new connection. */
    public Tls current() {
        if (!files.isEmpty() && due() && looking.tryLock()) {
            try {
                look();
            } finally {
                looking.unlock();
            }
        }
        return current;
    }

    /** In either direction: a clock may be set back. */
    private boolean due() {
        return Math.abs(clock.millis() - lastLook) >= BETWEEN_LOOKS_MILLIS;
    }

    private void look() {
        lastLook = clock.millis();
        List<FileStamp> stamps = stamps();
        if (stamps.equals(seen)) {
            return;
        }
        try {
            current = Tls.read(settings, loader);
            seen = stamps;
            toldFault = null;
            LOG.log(
                    System.Logger.Level.INFO,
                    "Provider ''{0}'' has read its certificates and keys anew; new connections use them",
                    settings.name());
        } catch (IllegalArgumentException e) {
            tellOnce(String.valueOf(e.getMessage()));
        }
    }

    private void tellOnce(String fault) {
        if (!fault.equals(toldFault)) {
            toldFault = fault;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Provider ''{0}'' keeps its certificates and keys, since a file has become unusable: {1}",
                    settings.name(),
                    fault);
        }
    }

    private List<FileStamp> stamps() {
        return files.stream().map(FileStamp::of).toList();
    }
}
