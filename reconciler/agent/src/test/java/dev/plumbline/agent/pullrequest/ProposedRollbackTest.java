package dev.plumbline.agent.pullrequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plumbline.agent.api.Caller;
import dev.plumbline.agent.api.ControlException;
import dev.plumbline.agent.api.InfoView;
import dev.plumbline.agent.api.ProposedView;
import dev.plumbline.agent.api.RollbackRequest;
import dev.plumbline.agent.api.RollbackView;
import dev.plumbline.agent.api.UndoRequest;
import dev.plumbline.agent.api.UndoView;
import dev.plumbline.agent.control.AgentControl;
import dev.plumbline.local.LocalOptions;
import dev.plumbline.local.LocalPlatform;
import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.Proposal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rollbacks that go by a pull request, which a forge opens.
final class ProposedRollbackTest {
    private static final Caller GRACE = Caller.admin("grace");

    @TempDir private Path folder;
    private ReviewedRepository repository;
    private LocalPlatform local;
    private Revision first;
    private String branch;

    @BeforeEach
    void start() {
        repository = new ReviewedRepository(folder, "[]");
        local =
                LocalPlatform.open(
                        LocalOptions.in(
                                        folder.resolve("local"),
                                        0,
                                        URI.create("http://127.0.0.1:9"))
                                .withServingOwner(ProcessHandle.current().pid()),
                        () -> {},
                        _ -> {});
        repository.awaitApplied("first");
        first = repository.remote.ref("refs/heads/main").orElseThrow();
        branch = "plumbline/rollback/prod/" + first.shortForm();
        repository.endpoint("second").push("main");
        repository.hearsOfPush();
        repository.awaitApplied("second");
    }

    @AfterEach
    void stop() {
        local.close();
        repository.close();
    }

    private RollbackView rollback(RollbackRequest request) {
        return control(Map.of("fraud", repository.proposals()))
                .rollback(Optional.empty(), request, GRACE);
    }

    private AgentControl control(Map<String, Proposals> proposals) {
        return new AgentControl(
                List.of(repository.loop()),
                Map.of(),
                local,
                proposals,
                new InfoView("0", "http://127.0.0.1:9", List.of(), "data"));
    }

    private RollbackRequest request(boolean dryRun) {
        return new RollbackRequest(
                Optional.of(first.commit()),
                Optional.of("@all: incident *12*"),
                Optional.empty(),
                true,
                dryRun);
    }

    private Optional<Revision> proposedBranch() {
        return repository.remote.ref("refs/heads/" + branch);
    }

    @Test
    void thePullRequestSaysWhatGoesBackAndWhy() {
        Revision second = repository.remote.ref("refs/heads/main").orElseThrow();

        RollbackView view = rollback(request(false));

        ProposedView opened = view.pullRequest().orElseThrow();
        assertThat(opened.number()).contains(1L);
        assertThat(opened.url()).contains("https://forge.example.com/pulls/1");
        assertThat(view.applied()).isFalse();
        assertThat(repository.remote.ref("refs/heads/main")).contains(second);
        assertThat(proposedBranch().map(Revision::commit)).isEqualTo(view.commit());
        Proposal proposal = repository.forge.proposals().getFirst();
        assertThat(proposal.title()).isEqualTo("Roll back prod to " + first.shortForm());
        assertThat(proposal.branch()).isEqualTo(branch);
        assertThat(proposal.base()).isEqualTo("main");
        assertThat(proposal.body())
                .contains(
                        "from commit "
                                + second.commit()
                                + " to what they were at commit "
                                + first.commit())
                .contains("Asked for by grace: &#64;all: incident \\*12\\*")
                .contains("- a pull request was asked for\n")
                .contains(
                        "### Takes back 1 commit\n\n- " + second.shortForm() + " Change something")
                .contains("- modify `endpoint.yml`\n");
    }

    @Test
    void askingAgainOpensNoOther() {
        rollback(request(false));
        Revision there = proposedBranch().orElseThrow();

        RollbackView again = rollback(request(false));

        assertThat(again.pullRequest().flatMap(ProposedView::number)).contains(1L);
        assertThat(proposedBranch()).contains(there);
        assertThat(repository.remote.ref("refs/heads/" + branch + "-2")).isEmpty();
    }

    @Test
    void whenTheForgeIsAwayTheBranchIsThereAndAskingAgainGoesOn() {
        repository.forge.isAway(true);
        ProposedView failed = rollback(request(false)).pullRequest().orElseThrow();
        assertThat(failed.fault()).contains("forge.example.com does not answer");
        assertThat(failed.number()).isEmpty();
        Revision there = proposedBranch().orElseThrow();
        repository.forge.isAway(false);

        assertThat(rollback(request(false)).pullRequest().flatMap(ProposedView::number))
                .contains(1L);

        assertThat(proposedBranch()).contains(there);
    }

    @Test
    void aDryRunOpensNothing() {
        ProposedView planned = rollback(request(true)).pullRequest().orElseThrow();

        assertThat(planned.title()).isEqualTo("Roll back prod to " + first.shortForm());
        assertThat(planned.number()).isEmpty();
        assertThat(proposedBranch()).isEmpty();
        assertThat(repository.forge.proposals()).isEmpty();
    }

    @Test
    void withoutAForgeNothingIsPushed() {
        assertThatThrownBy(
                        () -> control(Map.of()).rollback(Optional.empty(), request(false), GRACE))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("no forge is configured that opens pull requests");
        assertThat(proposedBranch()).isEmpty();
    }

    @Test
    void whatTheFollowedBranchRefusesIsProposedUnasked() {
        repository.remote.hook(
                "pre-receive",
                "#!/bin/sh\nwhile read old new ref; do test $ref != refs/heads/main || exit 1; done\n");

        RollbackView view =
                rollback(
                        new RollbackRequest(
                                Optional.of(first.commit()),
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                false));

        assertThat(view.branch()).isEqualTo(branch);
        assertThat(view.pullRequest().flatMap(ProposedView::number)).contains(1L);
        assertThat(repository.forge.proposals().getFirst().body())
                .contains("### Why by a pull request\n\n- ");
    }

    @Test
    void whoAsksForABranchAloneGetsNoPullRequest() {
        RollbackView view =
                rollback(
                        new RollbackRequest(
                                Optional.of(first.commit()),
                                Optional.empty(),
                                Optional.of("back"),
                                false,
                                false));

        assertThat(view.pullRequest()).isEmpty();
        assertThat(repository.remote.ref("refs/heads/back")).isPresent();
        assertThat(repository.forge.proposals()).isEmpty();
    }

    /// A deployment that serves a version of the model.
    private Revision serves(String version) {
        repository.registers(version);
        repository
                .deployed()
                .remote
                .file(
                        "blue.yml",
                        """
                        $schema: https://azuremlschemas.azureedge.net/latest/managedOnlineDeployment.schema.json
                        name: blue
                        endpoint_name: sum
                        model: azureml:sum:%s
                        instance_type: Standard_DS3_v2
                        instance_count: 1
                        """
                                .formatted(version));
        Revision commit = repository.push("main");
        repository.hearsOfPush();
        repository.awaitSettled();
        return commit;
    }

    private UndoView undo(Map<String, Proposals> proposals) {
        return control(proposals)
                .undo(
                        Optional.empty(),
                        new UndoRequest(Optional.of("sum"), Optional.empty(), Optional.empty()),
                        GRACE);
    }

    @Test
    void anUndoWaitsForNoForgeAndIsProposedOnceItIsBack() {
        Revision good = serves("1");
        serves("2");
        repository.forge.isAway(true);

        UndoView undone = undo(Map.of("fraud", repository.proposals()));

        assertThat(undone.to()).isEqualTo(good.commit());
        assertThat(undone.proposed()).isTrue();
        assertThat(repository.forge.proposals()).isEmpty();
        repository.forge.isAway(false);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(repository.forge.proposals()).isNotEmpty());
        Proposal proposal = repository.forge.proposals().getFirst();
        assertThat(proposal.branch()).isEqualTo("plumbline/rollback/prod/" + good.shortForm());
        assertThat(proposal.body()).contains("- modify `blue.yml`");
        assertThat(repository.remote.ref("refs/heads/" + proposal.branch())).isPresent();
    }

    @Test
    void withoutAForgeAnUndoProposesTheCommandAlone() {
        serves("1");
        Revision bad = serves("2");

        UndoView undone = undo(Map.of());

        assertThat(undone.proposed()).isFalse();
        assertThat(undone.command()).isEqualTo("git revert " + bad.commit());
    }
}
