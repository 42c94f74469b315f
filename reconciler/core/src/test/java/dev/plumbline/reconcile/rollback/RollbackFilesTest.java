package dev.plumbline.reconcile.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.repository.CommitInfo;
import dev.plumbline.repository.Revision;
import java.util.Map;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.Test;

/// What a rollback changes, and what it leaves.
class RollbackFilesTest extends RollbackScenario {
    private FileMode mode(String path) throws Exception {
        try (RevWalk commits = new RevWalk(remote.database())) {
            var tree = commits.parseCommit(ObjectId.fromString(main().commit())).getTree();
            try (TreeWalk walk = TreeWalk.forPath(remote.database(), path, tree)) {
                return walk.getFileMode(0);
            }
        }
    }

    @Test
    void theFilesOfTheWorkspaceAreAsTheyWereAndNoOthers() {
        remote.file("prod/train.yml", job("0.2")).file("README.md", "second").commit("Faster");
        Revision head =
                remote.file("models/sum/weights", "2")
                        .file("models/churn/weights", "2")
                        .commit("Other weights");

        RolledBack rolled = roll(to(first));

        assertPushed(rolled);
        assertThat(files(rolled))
                .containsExactly("modify models/sum/weights", "modify prod/train.yml");
        assertThat(differences(main(), first))
                .containsOnlyKeys("README.md", "models/churn/weights");
        assertThat(differences(main(), head))
                .containsOnlyKeys("models/sum/weights", "prod/train.yml");
    }

    @Test
    void theCommitSaysWhoWantedItWhyAndWhatItTakesBack() {
        Revision faster = remote.file("prod/train.yml", job("0.2")).commit("Faster");
        remote.file("README.md", "second").commit("Say more");

        Revision commit = roll(to(first)).rollback().commit();

        CommitInfo info = repository().commit(commit);
        assertThat(info.author()).isEqualTo("grace <grace@example.org>");
        assertThat(info.message())
                .isEqualTo(
                        """
                        Roll back fraud/prod to %1$s

                        incident 12

                        Its files are again as at %1$s "First" (Ada).

                        Takes back:
                        - %2$s "Faster" (Ada)

                        Files:
                        - modify prod/train.yml

                        Rollback-To: %3$s
                        Workspace: fraud/prod
                        Requested-By: grace
                        Reason: incident 12
                        """
                                .formatted(first.shortForm(), faster.shortForm(), first));
        assertThat(committer(commit)).isEqualTo("Plumbline agent@plumbline.dev");
    }

    private String committer(Revision commit) {
        try (RevWalk walk = new RevWalk(remote.database())) {
            var committer =
                    walk.parseCommit(ObjectId.fromString(commit.commit())).getCommitterIdent();
            return committer.getName() + " " + committer.getEmailAddress();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatWasAddedGoesAndWhatWasRemovedOrRenamedComesBack() {
        remote.without("prod/src/train.py")
                .file("prod/src/main.py", "print(1)")
                .file("prod/src/deep/er/new.py", "print(2)")
                .without("prod/model.yml")
                .file("prod/sum.yml", model("sum2", "../models/sum"))
                .file("models/sum/more", "2")
                .file("prod/train.yml", job("0.2").replace("train.py", "main.py"))
                .commit("Rename");

        RolledBack rolled = roll(to(first));

        assertPushed(rolled);
        assertThat(files(rolled))
                .containsExactly(
                        "delete models/sum/more",
                        "add prod/model.yml",
                        "delete prod/src/deep/er/new.py",
                        "delete prod/src/main.py",
                        "add prod/src/train.py",
                        "delete prod/sum.yml",
                        "modify prod/train.yml");
        assertThat(differences(main(), first)).isEmpty();
    }

    @Test
    void modesAndLinksComeBackAsTheyWere() throws Exception {
        Revision before =
                remote.executable("prod/src/run.sh", "exit 0")
                        .symlink("prod/src/link", "run.sh")
                        .file("prod/src/plain", "text")
                        .commit("Add a script");
        remote.file("prod/src/run.sh", "exit 0")
                .symlink("prod/src/link", "train.py")
                .symlink("prod/src/plain", "train.py")
                .commit("Change how they are");

        assertPushed(roll(to(before)));

        assertThat(differences(main(), before)).isEmpty();
        assertThat(
                        Map.of(
                                "run.sh", mode("prod/src/run.sh"),
                                "link", mode("prod/src/link"),
                                "plain", mode("prod/src/plain")))
                .isEqualTo(
                        Map.of(
                                "run.sh", FileMode.EXECUTABLE_FILE,
                                "link", FileMode.SYMLINK,
                                "plain", FileMode.REGULAR_FILE));
    }

    @Test
    void aFileTakesThePlaceOfAFolderAndAFolderThatOfAFile() {
        Revision before =
                remote.file("prod/src/a", "file").file("prod/src/b/c", "below").commit("Add");
        remote.without("prod/src/a")
                .file("prod/src/a/x", "below")
                .without("prod/src/b/c")
                .file("prod/src/b", "file")
                .commit("Swap");

        assertPushed(roll(to(before)));

        assertThat(differences(main(), before)).isEmpty();
    }

    @Test
    void aFolderThatTheWorkspaceNamedThenIsAsItWasThen() {
        remote.file("prod/train.yml", job("0.1").replace("./src", "./code"))
                .file("prod/code/train.py", "print(1)")
                .file("prod/src/later.py", "print(2)")
                .commit("Move the code");

        assertPushed(roll(to(first)));

        assertThat(differences(main(), first)).containsOnlyKeys();
    }

    @Test
    void aBrokenHeadIsRolledBack() {
        remote.file("prod/train.yml", "$schema: commandJob.schema.json\nname: [\n")
                .commit("Break it");

        assertPushed(roll(to(first)));

        assertThat(differences(main(), first)).isEmpty();
    }

    @Test
    void thePolicyIsNotRolledBack() {
        Revision stricter =
                remote.file("plumbline.yml", plumbline("freeze: false"))
                        .file("prod/train.yml", job("0.2"))
                        .commit("Stricter");

        assertPushed(roll(to(first)));

        assertThat(differences(main(), stricter)).containsOnlyKeys("prod/train.yml");
    }

    @Test
    void theDocumentsOfOthersInAFolderOfCodeAreLeft() {
        Revision before =
                remote.file("prod/train.yml", job("0.1").replace("./src", "../"))
                        .file("train.py", "print(1)")
                        .commit("The code is everything");
        remote.file("churn/another.yml", model("another", "../models/churn"))
                .file("prod/train.yml", job("0.2").replace("./src", "../"))
                .commit("Another");

        RolledBack rolled = roll(to(before));

        assertPushed(rolled);
        assertThat(files(rolled)).containsExactly("modify prod/train.yml");
    }

    @Test
    void whatAMissingFileIsLookedForBesideBelongsToNobody() {
        Revision before =
                remote.file("prod/data.yml", model("made", "../made-by-a-script"))
                        .commit("Refer to what is not there");
        remote.file("README.md", "second").file("prod/train.yml", job("0.2")).commit("Say more");

        RolledBack rolled = roll(to(before));

        assertPushed(rolled);
        assertThat(files(rolled)).containsExactly("modify prod/train.yml");
    }
}
