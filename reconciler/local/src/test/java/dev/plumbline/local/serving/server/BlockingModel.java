package dev.plumbline.local.serving.server;

import dev.plumbline.local.serving.model.ModelException;
import dev.plumbline.local.serving.model.ScoringModel;
import dev.plumbline.local.serving.model.TensorSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// A model that answers only once it is let go: for what depends on how long a model takes.
final class BlockingModel implements ScoringModel {
    final CountDownLatch release = new CountDownLatch(1);
    final AtomicInteger running = new AtomicInteger();
    final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public List<TensorSpec> inputs() {
        return List.of();
    }

    @Override
    public List<TensorSpec> outputs() {
        return List.of();
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public byte[] score(byte[] body) throws ModelException {
        running.incrementAndGet();
        try {
            release.await();
            if (closed.get()) {
                throw ModelException.failed("closed while it ran", new IllegalStateException());
            }
            return "[0]".getBytes(StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            throw ModelException.failed("interrupted", e);
        } finally {
            running.decrementAndGet();
        }
    }

    @Override
    public byte[] infer(String name, String version, byte[] body) throws ModelException {
        return score(body);
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
