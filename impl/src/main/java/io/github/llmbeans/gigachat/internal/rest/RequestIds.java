package io.github.llmbeans.gigachat.internal.rest;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Random UUIDs (version 4) for RqUID, as hard to guess as those of {@link UUID#randomUUID()}, but from random bytes that are
 * drawn for many at once: the JDK draws for each one alone, and all threads of the machine wait for one lock meanwhile.
 * Whoever takes the first of those draws the next ones, so that nobody else has to. Thread-safe.
 */
final class RequestIds {
    private static final int LENGTH = 16;
    private static final int AT_ONCE = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static volatile Drawn drawn = Drawn.anew();

    private RequestIds() {}

    /** A fresh one. */
    static String next() {
        while (true) {
            Drawn now = drawn;
            int place = now.used.getAndIncrement();
            if (place == 0) {
                now.next = Drawn.anew();
            }
            if (place >= 0 && place < AT_ONCE) {
                return uuid(now.bytes, place * LENGTH).toString();
            }
            Drawn next = now.next;
            if (next == null) {
                return UUID.randomUUID().toString(); // The others are still being drawn.
            }
            drawn = next;
        }
    }

    private static UUID uuid(ByteBuffer bytes, int offset) {
        long most = bytes.getLong(offset) & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L;
        long least = bytes.getLong(offset + Long.BYTES) & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }

    /** What one has drawn, and the way to what is drawn after it. */
    private static final class Drawn {
        private final ByteBuffer bytes;
        private final AtomicInteger used = new AtomicInteger();
        private volatile @Nullable Drawn next;

        private Drawn(byte[] bytes) {
            this.bytes = ByteBuffer.wrap(bytes);
        }

        static Drawn anew() {
            byte[] bytes = new byte[LENGTH * AT_ONCE];
            RANDOM.nextBytes(bytes);
            return new Drawn(bytes);
        }
    }
}
