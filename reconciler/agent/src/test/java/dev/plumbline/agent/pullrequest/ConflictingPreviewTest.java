package dev.plumbline.agent.pullrequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.repository.Revision;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pull request that cannot be merged as it is.
final class ConflictingPreviewTest {
    @TempDir private Path folder;

    @Test
    void everyWorkspaceOfTheBaseFailsUntilTheConflictIsResolved() {
        try (ReviewedRepository repository = new ReviewedRepository(folder, "[]")) {
            repository.awaitApplied("first");
            Revision first = repository.remote.ref("refs/heads/main").orElseThrow();
            repository.endpoint("theirs").push("main");
            repository.hearsOfPush();
            repository.awaitApplied("theirs");
            repository.remote.set("refs/heads/change", first);
            Revision head = repository.endpoint("ours").push("change");
            long number = repository.forge.opens("bob", "change");

            assertThat(repository.previewed(number)).contains("The two conflict");

            awaitStatus(
                    repository,
                    head,
                    "plumbline/prod FAILURE: conflicts with main; rebase the branch or merge main into it");
            repository.remote.set(
                    "refs/heads/change", repository.remote.ref("refs/heads/main").orElseThrow());
            Revision rebased = repository.endpoint("ours").push("change");
            repository.previewed(number);
            awaitStatus(repository, rebased, "plumbline/prod SUCCESS: ");
        }
    }

    private static void awaitStatus(ReviewedRepository repository, Revision head, String status) {
        await().untilAsserted(() ->
                assertThat(repository.forge.statuses())
                        .anyMatch(each -> each.startsWith(head.shortForm() + " " + status)));
    }
}
