package dev.plumbline.agent.pullrequest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.Proposal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a run that succeeded to the pull request that proposes its model, and what people make of
/// it.
class PromotionStoryTest {
    private static final String BETTER =
            "{metric: auc, at_least: 0.9}, {metric: auc, better_by: 0.005, goal: maximize}";

    @TempDir Path folder;
    private PromotedRepository repository;

    @BeforeEach
    void deployed() {
        repository = new PromotedRepository(folder, BETTER);
        repository.trains("1", Map.of("auc", 0.91, "loss", 0.3));
    }

    @AfterEach
    void close() {
        repository.close();
    }

    private void begun() {
        repository.start();
        repository.awaitDeployed("1");
    }

    @Test
    void aVersionThatMeetsTheConditionsIsProposedMergedAndDeployed() {
        begun();

        repository.trains("2", Map.of("auc", 0.95, "loss", 0.4));
        Proposal proposal = repository.awaitProposed("2");

        assertThat(proposal.title()).isEqualTo("Promote fraud:2 to fraud/blue");
        assertThat(proposal.branch()).isEqualTo(PromotedRepository.BRANCH);
        assertThat(proposal.body())
                .contains("| auc at least 0.9 | auc is 0.95 |")
                .contains("| auc is 0.95, against 0.91 of fraud:1 |")
                .contains("| auc | 0.91 | 0.95 | +0.04 | better |")
                .contains("| loss | 0.3 | 0.4 | +0.1 |  |")
                .contains("| depth | `1` | `2` |")
                .contains("Not known of `fraud:2`: what run run-2 read: no release holds its spec");
        assertThat(repository.onBranch("blue.yml")).isEqualTo(PromotedRepository.deployment("2"));

        repository.forge.merges(repository.open(), TestingForge.Merge.SQUASH);
        repository.awaitDeployed("2");
        repository.trains("3", Map.of("auc", 0.96));
        repository.awaitProposed("3");
        assertThat(repository.forge.proposals())
                .extracting(Proposal::title)
                .containsExactly("Promote fraud:2 to fraud/blue", "Promote fraud:3 to fraud/blue");
    }

    @Test
    void aNewerVersionTakesThePlaceInTheSamePullRequest() {
        begun();
        repository.trains("2", Map.of("auc", 0.95));
        repository.awaitProposed("2");
        long number = repository.open();

        repository.trains("3", Map.of("auc", 0.96));
        repository.awaitProposed("3");

        assertThat(repository.forge.open("main")).extracting("number").containsExactly(number);
        assertThat(repository.onBranch("blue.yml")).isEqualTo(PromotedRepository.deployment("3"));
    }

    @Test
    void whatWasClosedIsNotProposedAgain() {
        begun();
        repository.trains("2", Map.of("auc", 0.95));
        repository.awaitProposed("2");

        repository.forge.closes(repository.open());
        repository.trains("3", Map.of("auc", 0.5));
        repository.stop();
        repository.start();
        repository.awaitDeployed("1");
        repository.trains("4", Map.of("auc", 0.96));
        repository.awaitProposed("4");

        assertThat(titles()).containsExactly("fraud:2", "fraud:4");
    }

    @Test
    void whatWasClosedIsNotProposedAgainWhenTheMemoryIsLost() throws Exception {
        begun();
        repository.trains("2", Map.of("auc", 0.95));
        repository.awaitProposed("2");
        repository.stop();

        repository.forge.closes(repository.open());
        repository.losesItsMemory();
        repository.start();
        repository.awaitDeployed("1");
        repository.trains("3", Map.of("auc", 0.96));
        repository.awaitProposed("3");

        assertThat(titles()).containsExactly("fraud:2", "fraud:3");
    }

    @Test
    void anOpenPullRequestIsFoundAgainWhenTheMemoryIsLost() throws Exception {
        begun();
        repository.trains("2", Map.of("auc", 0.95));
        repository.awaitProposed("2");
        long number = repository.open();
        repository.stop();

        repository.losesItsMemory();
        repository.start();
        repository.trains("3", Map.of("auc", 0.96));
        repository.awaitProposed("3");

        assertThat(repository.forge.open("main")).extracting("number").containsExactly(number);
    }

    @Test
    void whatWasTakenBackIsNotProposedAgain() {
        begun();
        repository.trains("2", Map.of("auc", 0.95));
        repository.awaitProposed("2");
        repository.forge.merges(repository.open(), TestingForge.Merge.MERGE);
        repository.awaitDeployed("2");

        repository.model("1");
        repository.remote.commit("main", "Go back");
        repository.awaitDeployed("1");
        repository.trains("3", Map.of("auc", 0.96));
        repository.awaitProposed("3");

        assertThat(titles()).containsExactly("fraud:2", "fraud:3");
    }

    @Test
    void commitsOfPeopleOnTheBranchStay() {
        begun();
        repository.trains("2", Map.of("auc", 0.95));
        repository.awaitProposed("2");
        repository.remote.file("README.md", "More about it\n");
        Revision theirs = repository.remote.commit(PromotedRepository.BRANCH, "Explain");

        repository.trains("3", Map.of("auc", 0.96));
        repository.until(
                "a comment",
                () ->
                        repository.forge.comments().values().stream()
                                .anyMatch(text -> text.startsWith("`fraud:3` meets")));

        assertThat(repository.remote.ref("refs/heads/" + PromotedRepository.BRANCH))
                .contains(theirs);
        assertThat(titles()).containsExactly("fraud:2");
    }

    @Test
    void aForgeThatIsAwayDelaysProposalsAndNothingElse() {
        begun();
        repository.forge.isAway(true);
        repository.trains("2", Map.of("auc", 0.95));
        repository.model("2");
        repository.remote.commit("main", "By hand");
        repository.awaitDeployed("2");

        repository.trains("3", Map.of("auc", 0.97));
        repository.forge.isAway(false);
        repository.awaitProposed("3");

        assertThat(titles()).containsExactly("fraud:3");
    }

    @Test
    void withoutAForgeItIsSaidWhatToDoByHand() {
        repository.start(Optional.empty());
        repository.awaitDeployed("1");
        repository.trains("2", Map.of("auc", 0.95));

        repository.until("told", () -> !repository.heard.isEmpty());

        assertThat(repository.heard)
                .singleElement()
                .asString()
                .startsWith(
                        "promotion.waits fraud/prod online-deployment/fraud/blue: fraud:2 meets the conditions; set it in blue.yml:4 (azureml:fraud:1 becomes azureml:fraud:2).");
        assertThat(repository.remote.ref("refs/heads/" + PromotedRepository.BRANCH)).isEmpty();
    }

    private List<String> titles() {
        return repository.forge.proposals().stream()
                .map(proposal -> proposal.title().split(" ")[1])
                .toList();
    }
}
