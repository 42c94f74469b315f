package dev.plumbline.ledger;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.repository.CommitInfo;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.SharedMap;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedMap;
import org.eclipse.jgit.lib.ObjectId;

/// Writes entries on top of a ledger as it is here, unless it was rewritten.
final class LedgerWriter {
    private final GitRepository repository;
    private final String workspace;
    private final Recorder recorder;
    private final InstantSource clock;
    private final LedgerBranch branch;
    private final LedgerHistory history;

    LedgerWriter(
            GitRepository repository,
            String workspace,
            Recorder recorder,
            InstantSource clock,
            LedgerBranch branch,
            LedgerHistory history) {
        this.repository = repository;
        this.workspace = workspace;
        this.recorder = recorder;
        this.clock = clock;
        this.branch = branch;
        this.history = history;
    }

    Optional<LedgerEntry> record(Act act) throws IOException {
        requireIntact();
        branch.catchUp();
        Optional<ObjectId> tip = branch.tip();
        SortedMap<String, Optional<byte[]>> files = ActFiles.of(act);
        if (!history.wouldChange(tip, files)) {
            return Optional.empty();
        }
        Optional<String> author = author(act.source());
        files.put(LedgerPaths.ACT, Optional.of(ActJson.write(workspace, act, author)));
        try (LedgerWrite write = branch.begin(files.size())) {
            for (var file : files.entrySet()) {
                if (file.getValue().isPresent()) {
                    write.put(file.getKey(), file.getValue().get());
                } else {
                    write.remove(file.getKey());
                }
            }
            return Optional.of(history.entry(append(write, LedgerMessage.of(act, author))));
        }
    }

    LedgerEntry intend(Intent intent) throws IOException {
        requireIntact();
        branch.catchUp();
        Header header = Header.of(workspace, intent, author(intent.source()));
        Optional<ObjectId> tip = branch.tip();
        Optional<ObjectId> newest = newestSync(tip);
        if (newest.isPresent() && history.header(newest.get()).equals(header)) {
            return history.entry(newest.get());
        }
        try (LedgerWrite write = branch.begin(1)) {
            write.put(LedgerPaths.INTENT, HeaderJson.write(header));
            write.remove(LedgerPaths.ACT);
            ObjectId commit = append(write, LedgerMessage.of(header));
            history.wrote(commit, header);
            return history.entry(commit);
        }
    }

    LedgerEntry conclude(Release release) throws IOException {
        requireIntact();
        branch.catchUp();
        Optional<ObjectId> tip = branch.tip();
        ReleaseFiles files = ReleaseFiles.of(held(tip), release);
        try (LedgerWrite write = branch.begin(files.count())) {
            files.write(write, repository.database(), tip);
            Optional<ObjectId> newest = newestSync(tip);
            if (newest.isPresent()
                    && write.edits().isEmpty()
                    && saysTheSame(history.header(newest.get()), release)) {
                return history.entry(newest.get());
            }
            Header header = Header.of(workspace, release, author(release.source()));
            write.put(LedgerPaths.RELEASE, HeaderJson.write(header));
            write.remove(LedgerPaths.INTENT);
            write.remove(LedgerPaths.ACT);
            ObjectId commit = append(write, LedgerMessage.of(header));
            history.wrote(tip, commit, header, release);
            return history.entry(commit);
        }
    }

    private void requireIntact() throws IOException {
        Optional<String> rewriting = branch.rewriting();
        if (rewriting.isPresent()) {
            throw new LedgerException(rewriting.get());
        }
    }

    Optional<ObjectId> newestSync(Optional<ObjectId> tip) throws IOException {
        return tip.isPresent() ? history.sync(tip.get()) : Optional.empty();
    }

    private SharedMap<ResourceId, AppliedResource> held(Optional<ObjectId> tip) throws IOException {
        return tip.isPresent() ? history.resources(tip.get()) : SharedMap.empty();
    }

    private static boolean saysTheSame(Header tip, Release release) {
        return release.changes().isEmpty()
                && tip.outcome() == release.outcome()
                && tip.specs().equals(Optional.of(release.specs()));
    }

    private ObjectId append(LedgerWrite write, String message) throws IOException {
        return branch.append(write, recorder.at(clock.instant()), message);
    }

    private Optional<String> author(Revision source) {
        try {
            return Optional.of(repository.commit(source)).map(CommitInfo::author);
        } catch (RepositoryException e) {
            if (e.reason() == RepositoryException.Reason.UNKNOWN_REVISION) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
