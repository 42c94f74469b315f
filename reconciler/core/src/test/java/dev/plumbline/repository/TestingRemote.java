package dev.plumbline.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// A real bare repository in a temporary folder, written to without a work tree: the remote of a
/// test.
public final class TestingRemote implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final Path folder;
    private final Repository database;
    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private int commits;

    private record Entry(FileMode mode, ObjectId blob) {}

    private TestingRemote(Path folder, Repository database) {
        this.folder = folder;
        this.database = database;
    }

    /// Makes an empty repository whose HEAD names `main`.
    public static TestingRemote create(Path folder) {
        IsolatedSystemReader.install();
        try {
            Repository database =
                    new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
            database.create(true);
            neverPackBehindTheTestsBack(database);
            TestingRemote remote = new TestingRemote(folder, database);
            remote.head("main");
            return remote;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Else the 51st push begins a pack in a thread that outlives the test.
    private static void neverPackBehindTheTestsBack(Repository database) throws IOException {
        database.getConfig().setBoolean("receive", null, "autogc", false);
        database.getConfig().save();
    }

    public String url() {
        return folder.toString();
    }

    public Path folder() {
        return folder;
    }

    public Repository database() {
        return database;
    }

    public TestingRemote head(String branch) {
        try {
            database.updateRef(Constants.HEAD).link(Constants.R_HEADS + branch);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TestingRemote file(String path, String content) {
        return entry(path, FileMode.REGULAR_FILE, content);
    }

    public TestingRemote executable(String path, String content) {
        return entry(path, FileMode.EXECUTABLE_FILE, content);
    }

    public TestingRemote symlink(String path, String target) {
        return entry(path, FileMode.SYMLINK, target);
    }

    public TestingRemote submodule(String path, Revision at) {
        entries.put(path, new Entry(FileMode.GITLINK, ObjectId.fromString(at.commit())));
        return this;
    }

    public TestingRemote file(String path, byte[] content) {
        return entry(path, FileMode.REGULAR_FILE, content);
    }

    private TestingRemote entry(String path, FileMode mode, String content) {
        return entry(path, mode, content.getBytes(StandardCharsets.UTF_8));
    }

    private TestingRemote entry(String path, FileMode mode, byte[] content) {
        try (ObjectInserter inserter = database.newObjectInserter()) {
            entries.put(path, new Entry(mode, inserter.insert(Constants.OBJ_BLOB, content)));
            inserter.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TestingRemote without(String path) {
        entries.remove(path);
        return this;
    }

    /// A hook that judges what is pushed, as `git` runs it.
    public TestingRemote hook(String name, String script) {
        try {
            Path hook = Files.createDirectories(folder.resolve("hooks")).resolve(name);
            Files.writeString(hook, script);
            hook.toFile().setExecutable(true);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The files as the next commit has them, in a folder.
    public void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, Entry> each : entries.entrySet()) {
            Path file = folder.resolve(each.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, database.open(each.getValue().blob()).getBytes());
        }
    }

    public Revision commit(String message) {
        return commit("main", message);
    }

    /// Commits the files as they are now on top of a branch.
    public Revision commit(String branch, String message) {
        Optional<Revision> parent = ref(Constants.R_HEADS + branch);
        Revision revision = write(message, parent);
        set(Constants.R_HEADS + branch, revision);
        return revision;
    }

    /// Puts a branch on a new commit without parents, as a forced push does.
    public Revision forcePush(String branch, String message) {
        Revision revision = write(message, Optional.empty());
        set(Constants.R_HEADS + branch, revision);
        return revision;
    }

    private Revision write(String message, Optional<Revision> parent) {
        try (ObjectInserter inserter = database.newObjectInserter()) {
            DirCache index = DirCache.newInCore();
            DirCacheBuilder builder = index.builder();
            for (Map.Entry<String, Entry> each : entries.entrySet()) {
                DirCacheEntry entry = new DirCacheEntry(each.getKey());
                entry.setFileMode(each.getValue().mode());
                entry.setObjectId(each.getValue().blob());
                builder.add(entry);
            }
            builder.finish();
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            parent.ifPresent(known -> commit.setParentId(ObjectId.fromString(known.commit())));
            Instant time = START.plusSeconds(60L * commits++);
            PersonIdent author = new PersonIdent("Ada", "ada@example.com", time, ZoneOffset.UTC);
            commit.setAuthor(author);
            commit.setCommitter(author);
            commit.setMessage(message);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return new Revision(id.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void set(String ref, Revision revision) {
        try {
            RefUpdate update = database.updateRef(ref);
            update.setNewObjectId(ObjectId.fromString(revision.commit()));
            update.forceUpdate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void delete(String ref) {
        try {
            RefUpdate update = database.updateRef(ref);
            update.setForceUpdate(true);
            update.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<Revision> ref(String name) {
        try {
            return Optional.ofNullable(database.exactRef(name))
                    .flatMap(ref -> Optional.ofNullable(ref.getObjectId()))
                    .map(id -> new Revision(id.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
