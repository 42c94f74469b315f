package dev.plumbline.agent.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.RevertCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.RefSpec;

/// The repository of the demo: a bare one that the agent follows, and a clone in which the story's
/// commits are made.
final class DemoRepository implements AutoCloseable {
    private static final String BRANCH = "main";

    private final Git clone;
    private final Path bare;
    private final PersonIdent author;

    private DemoRepository(Git clone, Path bare, PersonIdent author) {
        this.clone = clone;
        this.bare = bare;
        this.author = author;
    }

    /// @param user who tells the story: the author of its commits
    static DemoRepository create(Path bare, Path folder, String user) throws IOException {
        try {
            Git.init()
                    .setBare(true)
                    .setInitialBranch(BRANCH)
                    .setDirectory(bare.toFile())
                    .call()
                    .close();
            Git clone = Git.init().setInitialBranch(BRANCH).setDirectory(folder.toFile()).call();
            clone.getRepository().getConfig().setString("remote", "origin", "url", bare.toString());
            clone.getRepository()
                    .getConfig()
                    .setString("remote", "origin", "fetch", "+refs/heads/*:refs/remotes/origin/*");
            clone.getRepository().getConfig().setString("branch", BRANCH, "remote", "origin");
            clone.getRepository()
                    .getConfig()
                    .setString("branch", BRANCH, "merge", "refs/heads/" + BRANCH);
            clone.getRepository().getConfig().save();
            return new DemoRepository(clone, bare, new PersonIdent(user, user + "@localhost"));
        } catch (GitAPIException e) {
            throw new IOException("the demo's repository cannot be made: " + e.getMessage(), e);
        }
    }

    /// The bare repository.
    Path bare() {
        return bare;
    }

    /// The clone to work in.
    Path folder() {
        return clone.getRepository().getWorkTree().toPath();
    }

    /// Replaces a text that stands once in a file.
    void edit(String path, String from, String to) throws IOException {
        Path file = folder().resolve(path);
        String text = Files.readString(file);
        if (!text.contains(from)) {
            throw new IOException(
                    path + " does not say \"" + from + "\", so the story cannot go on");
        }
        Files.writeString(file, text.replace(from, to));
    }

    /// Commits everything and pushes it.
    ///
    /// @return the id of the commit
    String push(String message) throws IOException {
        try {
            clone.add().addFilepattern(".").call();
            RevCommit commit =
                    clone.commit()
                            .setMessage(message)
                            .setAuthor(author)
                            .setCommitter(author)
                            .setSign(false)
                            .call();
            push();
            return commit.name();
        } catch (GitAPIException e) {
            throw new IOException("the commit cannot be pushed: " + e.getMessage(), e);
        }
    }

    /// Reverts commits, newest first, each by a commit of its own as `git revert` does, and pushes
    /// them together.
    ///
    /// @return the id of the last one
    String revert(List<String> newestFirst) throws IOException {
        try {
            String head = "";
            for (String commit : newestFirst) {
                RevertCommand revert = clone.revert().include(ObjectId.fromString(commit));
                RevCommit reverted = revert.call();
                if (reverted == null) {
                    throw new IOException(
                            "the commit "
                                    + commit
                                    + " cannot be reverted: "
                                    + revert.getFailingResult());
                }
                // `git revert` takes its author from the machine's configuration; the story has
                // one.
                head =
                        clone.commit()
                                .setAmend(true)
                                .setMessage(reverted.getFullMessage())
                                .setAuthor(author)
                                .setCommitter(author)
                                .setSign(false)
                                .call()
                                .name();
            }
            push();
            return head;
        } catch (GitAPIException e) {
            throw new IOException("the revert cannot be pushed: " + e.getMessage(), e);
        }
    }

    private void push() throws GitAPIException {
        clone.push().setRemote("origin").setRefSpecs(new RefSpec("refs/heads/" + BRANCH)).call();
    }

    /// The subjects on the ledger's ref of the bare repository, newest first.
    List<String> ledger(String workspace, int limit) throws IOException {
        try (Git git = Git.open(bare.toFile())) {
            Repository repository = git.getRepository();
            Ref ref = repository.exactRef("refs/plumbline/ledger/" + workspace);
            if (ref == null) {
                return List.of();
            }
            List<String> subjects = new ArrayList<>();
            for (RevCommit commit : git.log().add(ref.getObjectId()).setMaxCount(limit).call()) {
                subjects.add(commit.abbreviate(7).name() + " " + commit.getShortMessage());
            }
            return subjects;
        } catch (GitAPIException e) {
            throw new IOException("the ledger cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        clone.close();
    }
}
