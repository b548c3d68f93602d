package io.github.llmbeans.gigachat.internal.rest;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Random UUIDs (version 4) for RqUID, as hard to guess as those of {@link UUID#randomUUID()}, but from random bytes that are
 * drawn for many at once: the JDK draws for each one alone, and all threads of the machine wait for one lock meanwhile.
 * Thread-safe.
 */
final class RequestIds {
    private static final int LENGTH = 16;
    private static final int AT_ONCE = 256;

    private static volatile Drawn drawn = Drawn.EMPTY;

    private RequestIds() {}

    /** A fresh one. */
    static String next() {
        while (true) {
            Drawn now = drawn;
            int place = now.used.getAndIncrement();
            if (place >= 0 && place < now.count) {
                return uuid(now.bytes, place * LENGTH).toString();
            }
            drawn = Drawn.anew(); // Several may do that at once; what one draws in vain nobody ever sees.
        }
    }

    private static UUID uuid(ByteBuffer bytes, int offset) {
        long most = bytes.getLong(offset) & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L;
        long least = bytes.getLong(offset + Long.BYTES) & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }

    private record Drawn(ByteBuffer bytes, int count, AtomicInteger used) {
        static final Drawn EMPTY = new Drawn(ByteBuffer.allocate(0), 0, new AtomicInteger());

        static Drawn anew() {
            byte[] bytes = new byte[LENGTH * AT_ONCE];
            Source.RANDOM.nextBytes(bytes);
            return new Drawn(ByteBuffer.wrap(bytes), AT_ONCE, new AtomicInteger());
        }
    }

    /** Made when the first id is asked for. */
    private static final class Source {
        static final SecureRandom RANDOM = new SecureRandom();
    }
}
