package io.github.llmbeans.gigachat.internal.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader waits for what it needs and for nothing else. */
class WaitingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"data: a\n\n", "data: a\r\r", "data: a\r\n\r\n", "data: a\r\n\r", "data: a\n\r", "data: a\r\n\n"
            })
    void anEventIsHandedOutWhileTheSenderIsSilentAfterIt(String event) throws IOException {
        EventReader reader = new EventReader(Chunks.thenSilence(event), Outcome.WIDE);

        assertThat(reader.next()).isEqualTo(new ServerSentEvent("message", "a", null));
        assertThatThrownBy(reader::next).isInstanceOf(AssertionError.class);
    }

    @Test
    void eventsOfOneReadAreHandedOutBeforeTheNextRead() throws IOException {
        EventReader reader = new EventReader(Chunks.thenSilence("data: a\n\ndata: b\n\nda"), Outcome.WIDE);

        assertThat(reader.next()).extracting("data").isEqualTo("a");
        assertThat(reader.next()).extracting("data").isEqualTo("b");
    }

    @Test
    void aLineFeedThatComesLaterBelongsToItsCarriageReturn() throws IOException {
        EventReader reader =
                new EventReader(Chunks.thenSilence("data: a\r", "\n\r", "\ndata: b\r", "\ndata: c\r\r"), Outcome.WIDE);

        assertThat(reader.next()).extracting("data").isEqualTo("a");
        assertThat(reader.next()).extracting("data").isEqualTo("b\nc");
    }

    @Test
    void aSenderThatPausesIsHeardEventByEvent() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket sender = server.accept()) {
            client.setSoTimeout(30_000);
            EventReader reader = new EventReader(client.getInputStream(), Outcome.WIDE);
            for (String event : new String[] {"data: 0\n\n", "data: 1\r\r", "data: 2\r\n\r\n"}) {
                sender.getOutputStream().write(event.getBytes(UTF_8));
                // The sender says no more before the event was heard.
                assertThat(reader.next()).extracting("data").isEqualTo(event.substring(6, 7));
            }
        }
    }

    @Test
    void nothingIsReadBeforeItIsAskedForAndNoMoreThanOneBufferAhead() throws IOException {
        Chunks stream = Chunks.whole("data: a\n\n".repeat(10_000).getBytes(UTF_8));
        EventReader reader = new EventReader(stream, Outcome.WIDE);

        assertThat(stream.handedOver()).isZero();
        for (int bytes = 9; bytes <= 90_000; bytes += 9) {
            reader.next();
            assertThat(stream.handedOver()).isBetween(bytes, bytes + 8 * 1024);
        }
    }

    @Test
    void aReadThatTimedOutMayBeRepeated() throws IOException {
        for (int first = 0; first <= 20; first++) {
            InputStream bytes = Chunks.splitAt("data: a\r\ndata: b\r\n\r\n".getBytes(UTF_8), first);
            EventReader reader = new EventReader(new TimesOutEachOtherTime(bytes), Outcome.WIDE);

            ServerSentEvent event = null;
            for (int attempt = 0; event == null && attempt < 5; attempt++) {
                try {
                    event = reader.next();
                } catch (SocketTimeoutException e) {
                    assertThat(e).hasMessage("Read timed out");
                }
            }
            assertThat(event).isEqualTo(new ServerSentEvent("message", "a\nb", null));
        }
    }

    @Test
    void aStreamThatGivesNothingInsteadOfWaitingIsAskedForOneByte() throws IOException {
        InputStream lazy = new InputStream() {
            private final byte[] bytes = "data: a\n\n".getBytes(UTF_8);
            private int place;

            @Override
            public int read() {
                return place == bytes.length ? -1 : bytes[place++];
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return 0;
            }
        };
        EventReader reader = new EventReader(lazy, Outcome.WIDE);

        assertThat(reader.next()).isEqualTo(new ServerSentEvent("message", "a", null));
        assertThat(reader.next()).isNull();
    }

    private static final class TimesOutEachOtherTime extends InputStream {
        private final InputStream in;
        private boolean ready;

        TimesOutEachOtherTime(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() {
            throw new AssertionError("byte by byte");
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            ready = !ready;
            if (ready) {
                throw new SocketTimeoutException("Read timed out");
            }
            return in.read(into, offset, length);
        }
    }
}
