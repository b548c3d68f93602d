package io.github.llmbeans.gigachat.internal.config;

import io.github.llmbeans.gigachat.internal.error.SettingNames;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The authorization key: a fixed one, or that of a file, which is read again when it has changed or when its key was
 * rejected. Thread-safe.
 */
public final class Credentials {
    private static final System.Logger LOG = System.getLogger(Credentials.class.getName());
    private static final int MAX_BYTES = 16 * 1024;
    private static final int REMEMBERED = 3;

    private final String provider;
    private final @Nullable SettingFile file;
    private volatile List<String> known;
    private @Nullable FileStamp seen;
    private @Nullable String toldFault;

    private Credentials(String provider, @Nullable SettingFile file, @Nullable String fixed) {
        this.provider = provider;
        this.file = file;
        this.seen = file == null ? null : FileStamp.of(file.path());
        this.known = List.of(file == null ? String.valueOf(fixed) : read(file));
    }

    /**
     * Reads the settings, and the file if there is one.
     *
     * @throws IllegalArgumentException if both are set, or the file holds no key; the message never shows any of it
     */
    static @Nullable Credentials of(
            String provider, @Nullable String fixed, @Nullable String file, SettingNames names) {
        String fileSetting = names.of(Setting.CREDENTIALS_FILE);
        if (file != null && fixed != null) {
            throw new IllegalArgumentException(
                    names.of(Setting.CREDENTIALS) + " and " + fileSetting + " are both set: keep one of them");
        }
        if (file != null) {
            return new Credentials(
                    provider, SettingFile.of(file, fileSetting, "a file with the authorization key", true), null);
        }
        if (fixed == null) {
            return null;
        }
        if (!printable(fixed)) {
            throw new IllegalArgumentException(
                    names.of(Setting.CREDENTIALS) + " must be printable ASCII without spaces; it has another character"
                            + " (the value is not shown)");
        }
        return new Credentials(provider, null, fixed);
    }

    /** The key as it was read last. */
    public String value() {
        return known.get(0);
    }

    /** The latest keys, newest first; for masking. */
    public List<String> known() {
        return known;
    }

    /** The key of the moment: a file that has changed is read again, one that has become unusable is told once. */
    public synchronized String current() {
        if (file != null && !FileStamp.of(file.path()).equals(seen)) {
            readAgain(file);
        }
        return value();
    }

    /** Whether there is another key now than the one that was rejected. */
    public synchronized boolean replaced(String rejected) {
        if (file != null) {
            readAgain(file);
        }
        return !value().equals(rejected);
    }

    private void readAgain(SettingFile from) {
        // Before the content: what is written in between is then seen at the next look.
        FileStamp stamp = FileStamp.of(from.path());
        try {
            String key = read(from);
            known = Stream.concat(Stream.of(key), known.stream())
                    .distinct()
                    .limit(REMEMBERED)
                    .toList();
            seen = stamp;
            toldFault = null;
        } catch (IllegalArgumentException e) {
            if (!String.valueOf(e.getMessage()).equals(toldFault)) {
                toldFault = e.getMessage();
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Provider ''{0}'' keeps its authorization key, since its file has become unusable: {1}",
                        provider,
                        e.getMessage());
            }
        }
    }

    private static String read(SettingFile file) {
        String text = new String(file.read(MAX_BYTES), StandardCharsets.UTF_8);
        String key = (text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
        if (key.isEmpty()) {
            throw file.fault("it is empty", null);
        }
        if (!printable(key)) {
            throw file.fault("it must hold printable ASCII without spaces, and has another character", null);
        }
        return key;
    }

    static boolean printable(String secret) {
        return secret.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    @Override
    public String toString() {
        return "Credentials[***]";
    }
}
