package dev.plumbline.agent.cli.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// One line with a spinner, what is being done and for how long; renewed ten times a second by a
/// thread of its own.
public final class SpinningLine implements Progress {
    private static final String FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private static final long TICK_MILLIS = 100;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter terminal;
    private final int width;
    private final InstantSource clock;
    private final Instant began;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread ticker;
    private volatile String what = "";

    /// @param terminal takes control sequences
    /// @param width columns of the terminal; a longer line is cut, since a wrapped one could not be
    ///   taken back
    public SpinningLine(PrintWriter terminal, int width, InstantSource clock) {
        this.terminal = terminal;
        this.width = width;
        this.clock = clock;
        this.began = clock.instant();
        this.ticker = Thread.ofVirtual().name("progress").start(this::tick);
    }

    @Override
    public void now(String what) {
        this.what = what;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            ticker.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        try {
            int frame = 0;
            do {
                draw(line(FRAMES.charAt(frame++ % FRAMES.length())));
            } while (!closed.await(TICK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            draw("");
        }
    }

    private String line(char spinner) {
        long seconds = Duration.between(began, clock.instant()).toSeconds();
        String line = "%c %s (%ds)".formatted(spinner, what, seconds);
        return line.length() < width ? line : line.substring(0, Math.max(0, width - 1));
    }

    private void draw(String line) {
        terminal.print(CLEAR + line);
        terminal.flush();
    }
}
