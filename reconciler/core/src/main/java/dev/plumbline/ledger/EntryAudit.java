package dev.plumbline.ledger;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.diff.Semantics;
import dev.plumbline.resource.Digest;
import java.io.IOException;
import java.util.ArrayList;
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

    /// What the entry says of itself; empty when it cannot be read.
    Optional<Header> check() throws IOException {
        try {
            Header header = tree.header();
            checkHeader(header);
            checkFiles(header);
            return Optional.of(header);
        } catch (LedgerException e) {
            found(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void checkHeader(Header header) throws IOException {
        if (!header.workspace().equals(workspace)) {
            found("is of workspace \"" + header.workspace() + "\"");
        }
        if (header.isIntent() != tree.blob(LedgerPaths.INTENT).isPresent()) {
            found("has the outcome " + header.outcome().word() + " in the wrong file");
        }
        if (!sources.contains(ObjectId.fromString(header.source().commit()))) {
            found(
                    "names the source commit %s, which is no commit of the followed branch"
                            .formatted(header.source().commit()));
        }
        if (header.outcome() == ReleaseOutcome.SUCCEEDED) {
            header.changes().stream()
                    .filter(ChangeRecord::isOpen)
                    .forEach(change ->
                            found(
                                    "says Succeeded, and that %s %s did not come about"
                                            .formatted(change.action(), change.id())));
        }
        List<String> said = commit.getFooterLines().stream().map(EntryAudit::line).toList();
        if (!said.equals(LedgerMessage.trailers(header))) {
            found(
                    "has trailers that differ from its files: %s instead of %s"
                            .formatted(said, LedgerMessage.trailers(header)));
        }
    }

    private static String line(FooterLine footer) {
        return footer.getKey() + ": " + footer.getValue();
    }

    private void checkFiles(Header header) throws IOException {
        try (TreeWalk differences = new TreeWalk(walk.getObjectReader())) {
            if (commit.getParentCount() == 0) {
                differences.addTree(new EmptyTreeIterator());
            } else {
                differences.addTree(walk.parseCommit(commit.getParent(0)).getTree());
            }
            differences.addTree(commit.getTree());
            differences.setRecursive(true);
            differences.setFilter(TreeFilter.ANY_DIFF);
            while (differences.next()) {
                checkFile(header, differences.getPathString(), differences.getObjectId(1));
            }
        }
    }

    private void checkFile(Header header, String path, ObjectId blob) throws IOException {
        boolean removed = blob.equals(ObjectId.zeroId());
        boolean resource = path.startsWith(LedgerPaths.RESOURCES + "/");
        boolean run = path.startsWith(LedgerPaths.RUNS + "/");
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
