package dev.plumbline.ledger;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.Subject;
import dev.plumbline.plan.Undo;
import dev.plumbline.plan.diff.Semantics;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.FooterLine;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/// Checks one entry of a ledger: whether its message, its files and the commit that it names fit
/// together.
final class EntryAudit {
    private final RevWalk walk;
    private final RevCommit commit;
    private final String workspace;
    private final Set<ObjectId> sources;
    private final LedgerTree tree;
    private final List<String> findings = new ArrayList<>();

    EntryAudit(RevWalk walk, RevCommit commit, String workspace, Set<ObjectId> sources) {
        this.walk = walk;
        this.commit = commit;
        this.workspace = workspace;
        this.sources = sources;
        this.tree = new LedgerTree(walk.getObjectReader(), commit, commit.getTree());
    }

    RevCommit commit() {
        return commit;
    }

    boolean isSigned() {
        return commit.getRawGpgSignature() != null;
    }

    List<String> findings() {
        return findings;
    }

    void found(String message) {
        findings.add(message);
    }

    LedgerTree tree() {
        return tree;
    }

    /// What the entry says of itself; empty when it cannot be read, or is an act of a person.
    Optional<Header> check() throws IOException {
        try {
            Optional<ActJson.Read> act = tree.act();
            if (act.isPresent()) {
                checkAct(act.get());
                return Optional.empty();
            }
            Header header = tree.header();
            checkHeader(header);
            checkFiles(header);
            return Optional.of(header);
        } catch (LedgerException e) {
            found(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void checkAct(ActJson.Read read) throws IOException {
        checkOrigin(read.workspace(), read.act().source());
        checkTrailers(LedgerMessage.trailers(read.act(), read.sourceAuthor()));
        for (Undo undo : read.act().undos()) {
            if (read.act().kind() == Act.Kind.UNDO) {
                checkUndo(undo);
            }
        }
        Set<String> files = new HashSet<>(ActFiles.of(read.act()).keySet());
        files.add(LedgerPaths.ACT);
        try (TreeWalk differences = differences()) {
            while (differences.next()) {
                if (!files.contains(differences.getPathString())) {
                    found("is an act, and changes " + differences.getPathString());
                }
            }
        }
    }

    /// What it puts back has to be what an earlier release held, whatever name that has by now: a
    /// replay on top of another agent's entries gives it another one.
    private void checkUndo(Undo undo) throws IOException {
        for (RevCommit each = commit; each.getParentCount() == 1; ) {
            each = walk.parseCommit(each.getParent(0));
            if (holds(new LedgerTree(walk.getObjectReader(), each, each.getTree()), undo)) {
                return;
            }
        }
        found("puts %s back to what no release before it held".formatted(undo.endpoint()));
    }

    private static boolean holds(LedgerTree release, Undo undo) throws IOException {
        for (Subject subject : undo.restores()) {
            Optional<Digest> held =
                    Subject.meaning(
                            subject.action(),
                            subject.id(),
                            Optional.empty(),
                            release.resource(subject.id()));
            if (!held.equals(Optional.of(subject.meaning()))) {
                return false;
            }
        }
        return true;
    }

    private void checkHeader(Header header) throws IOException {
        checkOrigin(header.workspace(), header.source());
        if (header.isIntent() != tree.blob(LedgerPaths.INTENT).isPresent()) {
            found("has the outcome " + header.outcome().word() + " in the wrong file");
        }
        if (header.outcome() == ReleaseOutcome.SUCCEEDED) {
            header.changes().stream()
                    .filter(ChangeRecord::isOpen)
                    .forEach(change ->
                            found(
                                    "says Succeeded, and that %s %s did not come about"
                                            .formatted(change.action(), change.id())));
        }
        checkTrailers(LedgerMessage.trailers(header));
    }

    private void checkOrigin(String of, Revision source) {
        if (!of.equals(workspace)) {
            found("is of workspace \"" + of + "\"");
        }
        if (!sources.contains(ObjectId.fromString(source.commit()))) {
            found(
                    "names the source commit %s, which is no commit of the followed branch"
                            .formatted(source.commit()));
        }
    }

    private void checkTrailers(List<String> trailers) {
        List<String> said = commit.getFooterLines().stream().map(EntryAudit::line).toList();
        if (!said.equals(trailers)) {
            found(
                    "has trailers that differ from its files: %s instead of %s"
                            .formatted(said, trailers));
        }
    }

    private static String line(FooterLine footer) {
        return footer.getKey() + ": " + footer.getValue();
    }

    private void checkFiles(Header header) throws IOException {
        try (TreeWalk differences = differences()) {
            while (differences.next()) {
                checkFile(header, differences.getPathString(), differences.getObjectId(1));
            }
        }
    }

    private TreeWalk differences() throws IOException {
        TreeWalk differences = new TreeWalk(walk.getObjectReader());
        if (commit.getParentCount() == 0) {
            differences.addTree(new EmptyTreeIterator());
        } else {
            differences.addTree(walk.parseCommit(commit.getParent(0)).getTree());
        }
        differences.addTree(commit.getTree());
        differences.setRecursive(true);
        differences.setFilter(TreeFilter.ANY_DIFF);
        return differences;
    }

    private void checkFile(Header header, String path, ObjectId blob) throws IOException {
        boolean removed = blob.equals(ObjectId.zeroId());
        boolean resource = path.startsWith(LedgerPaths.RESOURCES + "/");
        boolean run = path.startsWith(LedgerPaths.RUNS + "/");
        if (removed && path.equals(LedgerPaths.ACT)) {
            return;
        }
        if (header.isIntent() && !path.equals(LedgerPaths.INTENT)) {
            found("is an intent, and changes " + path);
        } else if (run && removed) {
            found("removes " + path + ", though runs are kept for ever");
        } else if (resource && !removed) {
            checkResource(path, tree.resource(path, blob));
        } else if (run && !path.equals(LedgerPaths.of(tree.success(path, blob)))) {
            found(path + " holds the run of another job or digest");
        } else if (!resource
                && !run
                && !path.equals(LedgerPaths.RELEASE)
                && !path.equals(LedgerPaths.INTENT)) {
            found("changes " + path + ", which is no file of a ledger");
        }
    }

    private void checkResource(String path, AppliedResource resource) {
        if (!path.equals(LedgerPaths.of(resource.id()))) {
            found(path + " holds " + resource.id());
        }
        Digest meaning = Semantics.digest(resource.id().kind(), resource.spec());
        if (!meaning.equals(resource.digest())) {
            found(
                    "%s holds a spec whose digest is %s, and says %s"
                            .formatted(path, meaning, resource.digest()));
        }
    }
}
