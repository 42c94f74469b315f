package dev.plumbline.agent.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// Ends the reading of a body that is not there in time, whether its sender falls silent or sends
/// byte by byte: a timeout that begins anew with each byte would let one request last for ever.
final class BodyDeadline extends Handler.Wrapper {
    private final Duration longest;

    /// @param longest from the end of a request's headers to the end of its body
    BodyDeadline(Duration longest) {
        this.longest = longest;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(new Timed(request, longest), response, callback);
    }

    /// A request whose body can be read until the deadline.
    private static final class Timed extends Request.Wrapper {
        private final Duration longest;
        private final long begun = System.nanoTime();
        private final AtomicReference<@Nullable Runnable> waiting = new AtomicReference<>();
        private Optional<Scheduler.Task> timer = Optional.empty();
        private volatile boolean late;

        Timed(Request request, Duration longest) {
            super(request);
            this.longest = longest;
        }

        @Override
        public Content.@Nullable Chunk read() {
            if (late) {
                return Content.Chunk.from(new BodyTooSlow(longest), true);
            }
            Content.Chunk chunk = super.read();
            if (chunk != null && chunk.isLast()) {
                timer.ifPresent(Scheduler.Task::cancel);
            }
            return chunk;
        }

        /// Whoever waits is called when there is more, or at the deadline.
        @Override
        public void demand(Runnable more) {
            waiting.set(more);
            if (timer.isEmpty()) {
                long left = longest.toNanos() - (System.nanoTime() - begun);
                timer =
                        Optional.of(
                                getComponents()
                                        .getScheduler()
                                        .schedule(this::expire, left, TimeUnit.NANOSECONDS));
            }
            if (late) {
                proceed();
            } else {
                super.demand(this::proceed);
            }
        }

        private void expire() {
            late = true;
            getComponents().getExecutor().execute(this::proceed);
        }

        private void proceed() {
            Runnable more = waiting.getAndSet(null);
            if (more != null) {
                more.run();
            }
        }
    }
}
