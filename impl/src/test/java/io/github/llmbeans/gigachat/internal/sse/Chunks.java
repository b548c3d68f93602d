package io.github.llmbeans.gigachat.internal.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A connection that hands over bytes in given pieces, one per read, counts them, and tells its end once. */
final class Chunks extends InputStream {
    private final List<byte[]> chunks;
    private final boolean silent;
    private int chunk;
    private int place;
    private int handedOver;
    private boolean ended;

    private Chunks(List<byte[]> chunks, boolean silent) {
        this.chunks = chunks;
        this.silent = silent;
    }

    static Chunks whole(byte[] bytes) {
        return splitAt(bytes);
    }

    /** Pieces that begin at these places, in rising order. */
    static Chunks splitAt(byte[] bytes, int... places) {
        List<byte[]> chunks = new ArrayList<>();
        int from = 0;
        for (int place : places) {
            chunks.add(Arrays.copyOfRange(bytes, from, place));
            from = place;
        }
        chunks.add(Arrays.copyOfRange(bytes, from, bytes.length));
        return new Chunks(chunks, false);
    }

    static Chunks ofSize(byte[] bytes, int size) {
        int[] places = new int[(bytes.length - 1) / size];
        Arrays.setAll(places, i -> (i + 1) * size);
        return splitAt(bytes, places);
    }

    static Chunks random(byte[] bytes, Random random, int longest) {
        int[] places = new int[bytes.length];
        int count = 0;
        for (int place = 1 + random.nextInt(longest); place < bytes.length; place += 1 + random.nextInt(longest)) {
            places[count++] = place;
        }
        return splitAt(bytes, Arrays.copyOf(places, count));
    }

    /** A sender that stays silent after these pieces: a read that would wait for more fails. */
    static Chunks thenSilence(String... chunks) {
        return new Chunks(
                Arrays.stream(chunks)
                        .map(chunk -> chunk.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                true);
    }

    int handedOver() {
        return handedOver;
    }

    @Override
    public int read() {
        throw new AssertionError("byte by byte");
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        while (chunk < chunks.size() && place == chunks.get(chunk).length) {
            chunk++;
            place = 0;
        }
        if (chunk == chunks.size()) {
            if (silent) {
                throw new AssertionError("waits for a silent sender");
            }
            assertThat(ended).as("read behind the end").isFalse();
            ended = true;
            return -1;
        }
        byte[] bytes = chunks.get(chunk);
        int count = Math.min(length, bytes.length - place);
        System.arraycopy(bytes, place, into, offset, count);
        place += count;
        handedOver += count;
        return count;
    }
}
