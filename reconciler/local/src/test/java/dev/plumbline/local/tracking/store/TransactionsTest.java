package dev.plumbline.local.tracking.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.local.store.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionsTest {
    @TempDir private Path folder;

    private Database database;
    private Transactions transactions;

    @BeforeEach
    void open() {
        database = Database.open(folder);
        database.jdbi().useHandle(handle -> handle.execute("CREATE TABLE note (text TEXT UNIQUE)"));
        transactions = new Transactions(database.jdbi());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatFailsIsUndoneAloneAmongThoseThatShareItsCommit() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch queued = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> leader =
                    threads.submit(() ->
                            transactions.write(handle -> {
                                first.countDown();
                                await(queued);
                                return note(handle, "leader");
                            }));
            await(first);
            Future<Integer> good =
                    threads.submit(() -> transactions.write(handle -> note(handle, "good")));
            Future<Integer> bad =
                    threads.submit(() ->
                            transactions.write(handle -> {
                                note(handle, "half");
                                throw new IllegalStateException("no");
                            }));
            Future<Integer> other =
                    threads.submit(() -> transactions.write(handle -> note(handle, "other")));
            queued.countDown();

            assertThat(List.of(leader.get(), good.get(), other.get())).containsExactly(1, 1, 1);
            assertThatThrownBy(bad::get).hasRootCauseMessage("no");
        }
        assertThat(notes()).containsExactly("good", "leader", "other");
    }

    @Test
    void manyWritersAreAllAnsweredOnceTheirChangeIsThere() throws Exception {
        List<Future<Boolean>> calls = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < 1_000; number++) {
                String text = "note " + number;
                calls.add(
                        threads.submit(() -> {
                            transactions.write(handle -> note(handle, text));
                            return notes().contains(text);
                        }));
            }
        }

        for (Future<Boolean> call : calls) {
            assertThat(call.get()).isTrue();
        }
    }

    @Test
    void aWriterMayWriteAgainAfterAFailure() {
        transactions.write(handle -> note(handle, "once"));

        assertThatThrownBy(() -> transactions.write(handle -> note(handle, "once")))
                .hasMessageContaining("UNIQUE");
        assertThat(transactions.<Integer>write(handle -> note(handle, "twice"))).isEqualTo(1);
    }

    private static int note(Handle handle, String text) {
        return handle.execute("INSERT INTO note VALUES (?)", text);
    }

    private List<String> notes() {
        return transactions.read(handle ->
                handle.createQuery("SELECT text FROM note ORDER BY 1").mapTo(String.class).list());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
