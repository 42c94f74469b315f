package dev.plumbline.webhooks.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.webhooks.receive.Bodies.Body;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BodiesTest {
    private static final int ROOM = 100 << 10;

    private final Bodies bodies = new Bodies(ROOM);

    private static InputStream of(int bytes) {
        return new ByteArrayInputStream("x".repeat(bytes).getBytes(UTF_8));
    }

    /// A body that is nearly whole when something else happens.
    private static InputStream interrupted(int bytes, Meanwhile meanwhile) {
        return new InputStream() {
            private final InputStream first = of(bytes);
            private boolean happened;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = first.read(buffer, offset, length);
                if (read < 0 && !happened) {
                    happened = true;
                    meanwhile.run();
                    buffer[offset] = 'x';
                    return 1;
                }
                return read;
            }
        };
    }

    private interface Meanwhile {
        void run() throws IOException;
    }

    @Test
    void aBodyIsReadWhole() throws IOException {
        try (Body body = bodies.read(of(50_000))) {
            assertThat(body.bytes()).hasSize(50_000);
        }
    }

    @Test
    void slowBodiesThatHoldLittleKeepNobodyOut() throws IOException {
        List<Integer> good = new ArrayList<>();

        try (Body slow =
                bodies.read(
                        interrupted(
                                10,
                                () -> {
                                    try (Body body = bodies.read(of(60_000))) {
                                        good.add(body.bytes().length);
                                    }
                                }))) {
            assertThat(slow.bytes()).hasSize(11);
        }
        assertThat(good).containsExactly(60_000);
    }

    @Test
    void theBodyThatHasBeenComingForTheLongestGivesWay() {
        List<Integer> good = new ArrayList<>();

        assertThatThrownBy(() ->
                        bodies.read(
                                interrupted(
                                        60_000,
                                        () -> {
                                            try (Body body = bodies.read(of(60_000))) {
                                                good.add(body.bytes().length);
                                            }
                                        })))
                .isInstanceOf(Bodies.GaveWay.class);
        assertThat(good).containsExactly(60_000);
    }

    /// What came whole is being judged, which takes a moment.
    @Test
    void whatCameWholeGivesNoWay() throws IOException {
        try (Body whole = bodies.read(of(60_000))) {
            assertThatThrownBy(() -> bodies.read(of(60_000))).isInstanceOf(Bodies.GaveWay.class);
            assertThat(whole.bytes()).hasSize(60_000);
        }
    }

    @Test
    void whatBrokeOffOrWasJudgedTakesUpNothing() throws IOException {
        for (int i = 0; i < 50; i++) {
            bodies.read(of(60_000)).close();
            assertThatThrownBy(() ->
                            bodies.read(
                                    interrupted(
                                            60_000,
                                            () -> {
                                                throw new IOException("gone");
                                            })))
                    .hasMessage("gone");
        }
        try (Body body = bodies.read(of(80_000))) {
            assertThat(body.bytes()).hasSize(80_000);
        }
    }
}
