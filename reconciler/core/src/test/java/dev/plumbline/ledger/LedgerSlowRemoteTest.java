package dev.plumbline.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.MemoryClone;
import dev.plumbline.repository.MemoryRemote;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A remote that takes long to answer.
class LedgerSlowRemoteTest {
    @TempDir Path temp;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);

    private final class Hanging implements MemoryRemote.Network {
        @Override
        public void asked(String what) {
            if (what.equals("push")) {
                asked.countDown();
                awaitAnswer();
            }
        }

        private void awaitAnswer() {
            try {
                answers.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void answered(String what) {}
    }

    @Test
    void whileThePushHangsTheLedgerIsReadAndWritten() throws Exception {
        try (MemoryRemote remote = new MemoryRemote(new Hanging());
                GitRepository clone =
                        MemoryClone.of(
                                remote,
                                new InMemoryRepository(new DfsRepositoryDescription("clone")));
                LedgerFixture fixture = new LedgerFixture(temp);
                ExecutorService pushing = Executors.newSingleThreadExecutor()) {
            Ledger ledger =
                    Ledger.open(
                            clone,
                            "staging",
                            new Recorder("Plumbline", "agent@plumbline.dev"),
                            () -> LedgerFixture.NOW,
                            temp.resolve("head"));
            Future<Recorded> first =
                    pushing.submit(() ->
                            ledger.conclude(
                                    fixture.succeeded(
                                            List.of(
                                                    fixture.applied(
                                                            LedgerFixture.MODEL, "first")))));
            assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();

            ledger.intendHere(fixture.intent(LedgerFixture.change("update", LedgerFixture.BLUE)));
            boolean pending = !first.isDone();
            List<ChangeRecord> begun = ledger.standing().begun();
            answers.countDown();

            assertThat(pending).isTrue();
            assertThat(begun).extracting(ChangeRecord::id).containsExactly(LedgerFixture.BLUE);
            assertThat(first.get(1, TimeUnit.MINUTES).push()).isEqualTo(new PushResult.Pushed());
            assertThat(ledger.pushPending()).isEqualTo(new PushResult.Pushed());
            assertThat(ledger.history(5)).hasSize(2);
        }
    }
}
