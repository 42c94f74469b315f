package dev.plumbline.ledger;

import dev.plumbline.ledger.AuditReport.Finding;
import dev.plumbline.repository.Revision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/// Checks a ledger from its first entry to its newest: each by itself ([EntryAudit]), and all of
/// them as a chain.
final class LedgerAudit {
    private static final List<String> PROVES =
            List.of(
                    "the entries are one chain, and every act that a release tells of was announced by an intent before it",
                    "messages, trailers and files of each entry say the same, and nothing outside of them was changed",
                    "what each release holds has the digest that stands beside it",
                    "every source commit is in the repository and part of the followed branch");
    private static final String REMEMBERED =
            "nothing was rewritten since this agent remembers: its remembered head is part of the chain";
    private static final String NOT_REMEMBERED =
            "whether the ledger was rewritten before: no head is remembered, because the data directory is new, was lost, or nothing was pushed yet";
    private static final List<String> PROVES_NOT =
            List.of(
                    "that entries older than what the agent remembers were not written anew as a whole, consistent in themselves",
                    "that times are right: they are the clock of the agent that wrote",
                    "that the platform did what it answered",
                    "who made a signature: signatures are counted, not verified");

    private final Repository database;
    private final String workspace;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<ChangeRecord.Key, Announced> announced = new HashMap<>();
    private final ActCheck check;
    private int releases;
    private int signed;

    private record Announced(Revision source, LedgerTree intent) {}

    LedgerAudit(Repository database, String workspace, ActCheck check) {
        this.check = check;
        this.database = database;
        this.workspace = workspace;
    }

    /// @param branch the head of the followed branch of specs
    /// @param rewriting what to tell when it is not what is remembered
    /// @param remembers whether a head is remembered
    AuditReport run(
            Optional<ObjectId> tip,
            Optional<Revision> branch,
            Optional<String> rewriting,
            boolean remembers)
            throws IOException {
        rewriting.ifPresent(what -> findings.add(new Finding(Optional.empty(), what)));
        int entries = 0;
        try (RevWalk walk = new RevWalk(database)) {
            Set<ObjectId> sources = sources(branch);
            List<RevCommit> chain = tip.isPresent() ? chain(walk, tip.get()) : List.of();
            entries = chain.size();
            for (RevCommit commit : chain) {
                check(new EntryAudit(walk, commit, workspace, sources));
            }
        }
        return new AuditReport(
                tip.map(id -> new Revision(id.name())),
                entries,
                releases,
                signed,
                findings,
                proves(remembers),
                provesNot(remembers));
    }

    private static List<String> proves(boolean remembers) {
        List<String> proves = new ArrayList<>(PROVES);
        if (remembers) {
            proves.add(REMEMBERED);
        }
        return proves;
    }

    private static List<String> provesNot(boolean remembers) {
        List<String> not = new ArrayList<>(PROVES_NOT);
        if (!remembers) {
            not.addFirst(NOT_REMEMBERED);
        }
        return not;
    }

    /// Every commit that the branch is made of.
    private Set<ObjectId> sources(Optional<Revision> branch) throws IOException {
        Set<ObjectId> sources = new HashSet<>();
        if (branch.isPresent()) {
            try (RevWalk walk = new RevWalk(database)) {
                walk.setRetainBody(false);
                walk.markStart(walk.parseCommit(ObjectId.fromString(branch.get().commit())));
                walk.forEach(commit -> sources.add(commit.copy()));
            }
        }
        return sources;
    }

    /// From the first entry to the newest, by first parents.
    private List<RevCommit> chain(RevWalk walk, ObjectId tip) throws IOException {
        List<RevCommit> chain = new ArrayList<>();
        RevCommit next = walk.parseCommit(tip);
        while (true) {
            chain.add(next);
            if (next.getParentCount() == 0) {
                return chain.reversed();
            }
            if (next.getParentCount() > 1) {
                found(next, "has several parents; entries stand on one another, one by one");
            }
            ObjectId parent = next.getParent(0);
            try {
                next = walk.parseCommit(parent);
            } catch (MissingObjectException _) {
                found(next, "stands on " + parent.name() + ", which the clone does not hold");
                return chain.reversed();
            }
        }
    }

    private void found(RevCommit entry, String message) {
        findings.add(new Finding(Optional.of(new Revision(entry.name())), message));
    }

    private void check(EntryAudit entry) throws IOException {
        if (entry.isSigned()) {
            signed++;
        }
        Optional<Header> header = entry.check();
        if (header.isPresent()) {
            follow(entry, header.get());
        }
        entry.findings().forEach(message -> found(entry.commit(), message));
    }

    /// Acts are announced first, and told of once; only another commit supersedes them.
    private void follow(EntryAudit entry, Header header) throws IOException {
        if (header.isIntent()) {
            Announced here = new Announced(header.source(), entry.tree());
            header.changes().forEach(change -> announced.putIfAbsent(change.key(), here));
            return;
        }
        releases++;
        for (ChangeRecord change : header.changes()) {
            Announced since = announced.remove(change.key());
            if (since == null) {
                entry.found(
                        "tells of %s %s, which no intent before it announced"
                                .formatted(change.action(), change.id()));
            } else if (change.isSuperseded() && since.source().equals(header.source())) {
                entry.found(
                        "says that %s %s was superseded, though no other commit came in between"
                                .formatted(change.action(), change.id()));
            } else if (change.cameAbout()) {
                check.lacking(change, new ActContext(since.intent(), entry.tree()))
                        .ifPresent(entry::found);
            }
        }
    }
}
