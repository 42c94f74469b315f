package dev.plumbline.reconcile.rollback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.reconcile.ActRefused;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.repository.Revision;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Where rollbacks go, and which are refused.
class RollbackDeskTest extends RollbackScenario {
    private Revision faster() {
        return remote.file("prod/train.yml", job("0.2")).commit("Faster");
    }

    @Test
    void aFileThatAnotherWorkspaceHasTooNeedsAPullRequest() {
        remote.file("churn/model.yml", model("churn", "../models/sum")).commit("Share");
        Revision shared = main();
        Revision head = remote.file("models/sum/weights", "2").commit("Other weights");

        RolledBack rolled = roll(to(shared));

        assertProposed(rolled, head);
        assertThat(rolled.branch()).isEqualTo("plumbline/rollback/prod/" + shared.shortForm());
        assertThat(rolled.because())
                .containsExactly("the workspace \"churn\" has a file too: models/sum/weights");
    }

    @Test
    void whatWouldComeIntoOrGoFromAFolderOfAnotherWorkspaceNeedsAPullRequest() {
        Revision without =
                remote.file("churn/model.yml", model("churn", "../models/sum")).commit("Share");
        Revision with = remote.file("models/sum/more", "2").commit("More");

        assertThat(roll(to(without)).because())
                .containsExactly("the workspace \"churn\" has a file too: models/sum/more");
        remote.without("models/sum/more").commit("Less");
        assertThat(roll(to(with)).because())
                .containsExactly("the workspace \"churn\" has a file too: models/sum/more");
    }

    @Test
    void aFileOfAnotherWorkspaceThatIsInTheWayNeedsAPullRequest() {
        Revision before =
                remote.file("prod/model.yml", model("sum", "../b/c"))
                        .file("b/c", "1")
                        .commit("A folder");
        remote.without("b/c").file("b", "1").file("churn/model.yml", model("churn", "../b"));
        Revision head =
                remote.file("prod/model.yml", model("sum", "../models/sum")).commit("A file");

        RolledBack rolled = roll(to(before));

        assertProposed(rolled, head);
        assertThat(files(rolled)).containsExactly("delete b", "add b/c", "modify prod/model.yml");
        assertThat(rolled.because().getFirst())
                .startsWith("the workspace \"churn\" has 2 files too: b, b/c");
    }

    @Test
    void aSpecThatAnotherWorkspaceIncludesTooNeedsAPullRequest() {
        Revision both =
                remote.file("plumbline.yml", plumbline("").replace("[\"churn/**\"]", "[\"**\"]"))
                        .commit("Include everything");
        Revision head = faster();

        RolledBack rolled = roll(to(both));

        assertProposed(rolled, head);
        assertThat(rolled.because())
                .containsExactly("the workspace \"churn\" has a file too: prod/train.yml");
    }

    @Test
    void whatPlumblineYmlWouldHaveToChangeForNeedsAPullRequest() {
        Revision head =
                remote.file(
                                "plumbline.yml",
                                plumbline(
                                        """
                                        set:
                                          - files: "prod/train.yml"
                                            values: {inputs: {rate: 0.5}}
                                        """))
                        .file("models/sum/weights", "2")
                        .commit("Set the rate");

        RolledBack rolled = roll(to(first));

        assertProposed(rolled, head);
        assertThat(rolled.because())
                .containsExactly(
                        "plumbline.yml declares it otherwise than then (set), so not all would be as at %s: job/train"
                                .formatted(first.shortForm()));
    }

    @Test
    void anotherPlatformNeedsAPullRequest() {
        Revision head =
                remote.file("plumbline.yml", plumbline("platform: azure-prod"))
                        .file("prod/train.yml", job("0.2"))
                        .commit("Move to Azure");

        assertProposed(roll(to(first)), head);
    }

    @Test
    void aSubmoduleNeedsAPullRequest() {
        Revision before = remote.submodule("prod/src/lib", first).commit("Add a submodule");
        Revision head = remote.submodule("prod/src/lib", before).commit("Move it");

        RolledBack rolled = roll(to(before));

        assertProposed(rolled, head);
        assertThat(differences(rolled.rollback().commit(), before)).isEmpty();
        assertThat(rolled.because().getFirst()).contains("submodules").contains("prod/src/lib");
    }

    @Test
    void aCommitThatTheConfigurationDoesNotTrustNeedsAPullRequest() {
        Revision head = faster();
        trust = _ -> Optional.of("it is not signed");

        RolledBack rolled = roll(to(first));

        assertProposed(rolled, head);
        assertThat(rolled.because().getFirst()).contains("the agent has no key to sign with");
    }

    @Test
    void aProtectedBranchLeadsToAPullRequest() {
        Revision head = faster();
        remote.hook(
                "pre-receive",
                """
                #!/bin/sh
                while read old new ref; do
                  [ "$ref" = refs/heads/main ] && echo "main is protected" >&2 && exit 1
                done
                exit 0
                """);

        RolledBack rolled = roll(to(first));

        assertProposed(rolled, head);
        assertThat(rolled.because().getFirst())
                .contains("refuses refs/heads/main")
                .contains("pre-receive hook declined");
    }

    @Test
    void aRemoteThatRefusesEverythingIsTold() {
        Revision head = faster();
        remote.hook("pre-receive", "#!/bin/sh\nexit 1\n");

        assertThatThrownBy(() -> roll(to(first)))
                .isInstanceOf(ActRefused.class)
                .hasMessageStartingWith("nothing was pushed: ");
        assertThat(main()).isEqualTo(head);
    }

    @Test
    void whatOthersPushMeanwhileStays() {
        faster();
        meanwhile = () -> remote.file("prod/train.yml", job("0.3")).commit("Faster still");

        RolledBack rolled = roll(to(first));

        assertPushed(rolled);
        assertThat(differences(main(), first)).isEmpty();
        assertThat(rolled.rollback().from().subject()).isEqualTo("Faster still");
        assertThat(rolled.rollback().reverted())
                .extracting(each -> each.subject())
                .containsExactly("Faster still", "Faster");
    }

    @Test
    void aBranchMayBeAskedFor() {
        Revision head = faster();

        RolledBack rolled = roll(to(first, "back"));

        assertProposed(rolled, head);
        assertThat(rolled.branch()).isEqualTo("back");
        assertThatThrownBy(() -> roll(to(first, "main")))
                .hasMessageContaining("leave --branch out");
        assertThatThrownBy(() -> roll(to(first, "b..ck"))).hasMessageContaining("no name");
    }

    @Test
    void aBranchThatHoldsTheSameIsNotPushedAgain() {
        Revision head = faster();
        trust = _ -> Optional.of("it is not signed");
        RolledBack proposed = roll(to(first));
        Revision there = remote.ref("refs/heads/" + proposed.branch()).orElseThrow();

        assertThat(roll(to(first)).branch()).isEqualTo(proposed.branch());
        remote.file("prod/train.yml", job("0.3")).commit("Faster still");
        RolledBack another = roll(to(first));

        assertThat(remote.ref("refs/heads/" + proposed.branch())).contains(there);
        assertThat(another.branch()).isEqualTo(proposed.branch() + "-2");
        assertThatThrownBy(() -> roll(to(first, proposed.branch())))
                .hasMessageContaining("holds something else");
        assertThat(main()).isNotEqualTo(head);
    }

    @Test
    void aPreviewPushesNothing() {
        Revision head = faster();

        RolledBack previewed = desk().preview(to(first));

        assertThat(previewed.followed()).isTrue();
        assertThat(files(previewed)).containsExactly("modify prod/train.yml");
        assertThat(main()).isEqualTo(head);
    }

    @Test
    void anyFormOfARevisionWillDo() {
        faster();
        assertThat(desk().preview(to("HEAD~1")).rollback().to().revision()).isEqualTo(first);
        assertThat(desk().preview(to(first.shortForm())).rollback().to().revision())
                .isEqualTo(first);
    }

    @Test
    void whatIsNoEarlierCommitOfTheBranchIsRefused() {
        Revision head = faster();
        Revision other = remote.commit("other", "Elsewhere");

        assertThatThrownBy(() -> roll(to("v9")))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("\"v9\" is no branch, tag or commit");
        assertThatThrownBy(() -> roll(to(head)))
                .isInstanceOf(ActRefused.class)
                .hasMessageStartingWith("nothing to do: commit " + head.shortForm());
        assertThatThrownBy(() -> roll(to(other)))
                .isInstanceOf(ActRefused.class)
                .hasMessageContaining("is not in the history of the branch main");
    }

    @Test
    void whereNothingOfTheWorkspaceChangedThereIsNothingToDo() {
        remote.file("README.md", "second").commit("Say more");

        assertThatThrownBy(() -> roll(to(first)))
                .isInstanceOf(ActRefused.class)
                .hasMessage(
                        "nothing to do: the files of fraud/prod are as they were at commit "
                                + first.shortForm());
    }

    @Test
    void aCommitThatWasNeverAppliedIsRefused() {
        Revision broken =
                remote.file("prod/train.yml", job("0.1").replace("command:", "comand:"))
                        .commit("Break it");
        Revision without =
                remote.file("plumbline.yml", plumbline("").replace("name: prod", "name: other"))
                        .file("prod/train.yml", job("0.1"))
                        .commit("Declare another");
        remote.file("plumbline.yml", plumbline("")).file("prod/train.yml", job("0.2")).commit("Go");

        assertThatThrownBy(() -> roll(to(broken)))
                .isInstanceOf(ActRefused.class)
                .hasMessageContaining("its specs have errors: prod/train.yml:");
        assertThatThrownBy(() -> roll(to(without)))
                .isInstanceOf(ActRefused.class)
                .hasMessageContaining("declares no workspace \"prod\"");
    }

    @Test
    void withoutAUsablePlumblineYmlNobodyKnowsWhatBelongsWhere() {
        remote.file("plumbline.yml", "workspaces: 1\n").commit("Break it");

        assertThatThrownBy(() -> roll(to(first)))
                .isInstanceOf(ActRefused.class)
                .hasMessageContaining("declares no workspace \"prod\": plumbline.yml:1:")
                .hasMessageEndingWith("correct plumbline.yml first");
    }
}
