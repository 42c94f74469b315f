package dev.plumbline.webhooks.receive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/// The bodies that are being read and judged, bounded in bytes together. Whoever sends slowly holds
/// what has come so far and keeps nobody out: where there is no room, the body that has been coming
/// for the longest gives way. Safe for use by many threads.
final class Bodies {
    /// What a body takes up before anything has come.
    private static final int PIECE = 8 << 10;

    private final long room;
    private final SequencedSet<Body> coming = new LinkedHashSet<>();
    private long taken;

    /// @param room bytes
    Bodies(long room) {
        this.room = room;
    }

    /// Reads a body to its end. It takes up room until it is closed.
    ///
    /// @throws GaveWay when it had to give way
    Body read(InputStream in) throws IOException {
        Body body = new Body();
        boolean done = false;
        try {
            body.begin();
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                body.add(piece, read);
            }
            body.end();
            done = true;
            return body;
        } finally {
            if (!done) {
                body.close();
            }
        }
    }

    /// Room for a body, at the cost of those that have been coming for longer.
    private void make(long bytes, Body body) throws GaveWay {
        while (taken + bytes > room) {
            Body oldest =
                    coming.stream()
                            .filter(each -> each != body)
                            .findFirst()
                            .orElseThrow(GaveWay::new);
            oldest.drop();
        }
        taken += bytes;
        body.held += bytes;
    }

    /// There was no room for a body any more.
    static final class GaveWay extends IOException {
        GaveWay() {
            super("too many webhooks at once");
        }
    }

    /// A body that came whole.
    final class Body implements AutoCloseable {
        private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private long held;

        private void begin() throws GaveWay {
            synchronized (Bodies.this) {
                make(PIECE, this);
                coming.add(this);
            }
        }

        private void add(byte[] piece, int length) throws GaveWay {
            synchronized (Bodies.this) {
                requireComing();
                make(length, this);
                bytes.write(piece, 0, length);
            }
        }

        private void end() throws GaveWay {
            synchronized (Bodies.this) {
                requireComing();
                coming.remove(this);
            }
        }

        private void requireComing() throws GaveWay {
            if (!coming.contains(this)) {
                throw new GaveWay();
            }
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }

        private void drop() {
            coming.remove(this);
            bytes = new ByteArrayOutputStream(0);
            taken -= held;
            held = 0;
        }

        @Override
        public void close() {
            synchronized (Bodies.this) {
                drop();
            }
        }
    }
}
