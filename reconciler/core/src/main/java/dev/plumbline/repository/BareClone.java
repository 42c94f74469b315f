package dev.plumbline.repository;

import dev.plumbline.repository.RepositoryException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of a clone, held by one process at a time.
///
/// A clone is made in `<folder>.new` and renamed, so it is never there by half. One that is damaged
/// nevertheless is set aside as `<folder>.damaged` and made anew. The file `plumbline.url` marks a
/// folder as ours and says whose clone it is: nothing without it is ever touched.
final class BareClone implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BareClone.class);
    private static final String MARKER = "plumbline.url";
    private static final String DAMAGED = "plumbline.damaged";

    /// Objects that nothing refers to are kept when they are newer, so all are: a release may name
    /// a commit that a forced push has since taken off its branch. JGit fails on "never".
    private static final String KEPT_SINCE = "1970-01-01";

    private final Path folder;
    private final FileChannel lock;
    private final Repository database;

    BareClone(Path folder, FileChannel lock, Repository database) {
        this.folder = folder;
        this.lock = lock;
        this.database = database;
    }

    static BareClone open(Path folder, Remote remote) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute.resolveSibling("."));
            FileChannel lock = lock(absolute);
            try {
                return new BareClone(absolute, lock, openOrMake(absolute, remote));
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new RepositoryException(
                    Reason.STORAGE,
                    "cannot open the clone of "
                            + remote
                            + " in "
                            + absolute
                            + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        Path file = beside(folder, ".lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Optional<FileLock> lock;
        try {
            lock = Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException _) {
            lock = Optional.empty();
        }
        if (lock.isEmpty()) {
            channel.close();
            throw new RepositoryException(
                    Reason.IN_USE,
                    "the clone in "
                            + folder
                            + " is in use by another agent; stop that one or use another data directory");
        }
        return channel;
    }

    private static Repository openOrMake(Path folder, Remote remote) throws IOException {
        deleteRecursively(beside(folder, ".new"));
        if (isEmptyOrAbsent(folder)) {
            return make(folder, remote);
        }
        requireOurs(folder, remote);
        Optional<Repository> sound = openSound(folder);
        if (sound.isPresent()) {
            return sound.get();
        }
        Path aside = beside(folder, ".damaged");
        deleteRecursively(aside);
        Files.move(folder, aside);
        LOG.warn(
                "the clone in {} is damaged; it is now in {}, and {} is cloned anew",
                folder,
                aside,
                remote);
        return make(folder, remote);
    }

    private static void requireOurs(Path folder, Remote remote) throws IOException {
        Path marker = folder.resolve(MARKER);
        if (!Files.isRegularFile(marker)) {
            throw new RepositoryException(
                    Reason.FOLDER_TAKEN,
                    folder
                            + " holds something that Plumbline did not make; name another folder for the clone of "
                            + remote);
        }
        String url = Files.readString(marker).strip();
        // A power cut may have left an empty marker: then the clone is ours, and damaged.
        if (!url.isEmpty() && !url.equals(remote.toString())) {
            throw new RepositoryException(
                    Reason.FOLDER_TAKEN,
                    "%s holds a clone of %s, not of %s; name another folder, or delete this one if its repository moved"
                            .formatted(folder, url, remote));
        }
    }

    private static Repository make(Path folder, Remote remote) throws IOException {
        Path fresh = beside(folder, ".new");
        try (Repository database = builder(fresh).build()) {
            database.create(true);
            configure(database.getConfig());
            Files.writeString(fresh.resolve(MARKER), remote + "\n");
        }
        Files.deleteIfExists(folder);
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        return builder(folder).setMustExist(true).build();
    }

    private static void configure(StoredConfig config) throws IOException {
        config.setString("core", null, "hooksPath", "/dev/null");
        // The ledger is a record: it survives a power cut.
        config.setBoolean("core", null, "fsyncObjectFiles", true);
        config.setBoolean("core", null, "fsyncRefFiles", true);
        config.setBoolean("gc", null, "autoDetach", false);
        config.setString("gc", null, "pruneExpire", KEPT_SINCE);
        // Packs whose objects are in a newer one go at once: nobody else reads this clone.
        config.setString("gc", null, "prunePackExpire", "now");
        config.save();
    }

    private static FileRepositoryBuilder builder(Path folder) {
        return new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare();
    }

    /// Opens a clone after a look at what a power cut breaks: the configuration, the refs, and what
    /// the refs point at.
    private static Optional<Repository> openSound(Path folder) throws IOException {
        if (Files.exists(folder.resolve(DAMAGED))
                || !Files.isDirectory(folder.resolve("objects"))) {
            return Optional.empty();
        }
        removeStaleLocks(folder);
        try {
            Repository database = builder(folder).setMustExist(true).build();
            if (isSound(database)) {
                if (!KEPT_SINCE.equals(pruneExpire(database))) {
                    configure(database.getConfig());
                }
                return Optional.of(database);
            }
            database.close();
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("{} does not open", folder, e);
        }
        return Optional.empty();
    }

    /// Tells a clone that an earlier version configured.
    private static @Nullable String pruneExpire(Repository database) {
        return database.getConfig().getString("gc", null, "pruneExpire");
    }

    private static boolean isSound(Repository database) {
        try (RevWalk walk = new RevWalk(database)) {
            database.getConfig().load();
            if (!"/dev/null".equals(database.getConfig().getString("core", null, "hooksPath"))
                    || database.exactRef(Constants.HEAD) == null) {
                return false;
            }
            for (Ref ref :
                    database.getRefDatabase().getRefsByPrefix("refs/plumbline/", "refs/heads/")) {
                if (!database.getObjectDatabase()
                        .has(walk.parseCommit(ref.getObjectId()).getTree())) {
                    return false;
                }
            }
            return true;
        } catch (IOException | ConfigInvalidException | RuntimeException e) {
            LOG.debug("{} is not sound", database, e);
            return false;
        }
    }

    /// A process that was killed leaves its `.lock` files; while we hold the folder nobody else can
    /// own them.
    private static void removeStaleLocks(Path folder) throws IOException {
        try (Stream<Path> refs =
                        Files.exists(folder.resolve("refs"))
                                ? Files.walk(folder.resolve("refs"))
                                : Stream.empty();
                Stream<Path> top = Files.list(folder)) {
            List<Path> locks =
                    Stream.concat(refs, top)
                            .filter(path -> path.toString().endsWith(".lock"))
                            .toList();
            for (Path lock : locks) {
                Files.delete(lock);
            }
        }
    }

    private static boolean isEmptyOrAbsent(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return !Files.exists(folder);
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static Path beside(Path folder, String ending) {
        return folder.resolveSibling(folder.getFileName() + ending);
    }

    private static void deleteRecursively(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> below = Files.walk(path)) {
            for (Path each : below.toList().reversed()) {
                Files.delete(each);
            }
        }
    }

    Repository database() {
        return database;
    }

    Path folder() {
        return folder;
    }

    /// Remembers that objects are missing, so that the next open makes the clone anew.
    void markDamaged() {
        try {
            Files.writeString(folder.resolve(DAMAGED), "objects are missing or broken\n");
        } catch (IOException e) {
            LOG.warn("cannot mark the clone in {} as damaged: {}", folder, e.getMessage());
        }
    }

    @Override
    public void close() {
        database.close();
        try {
            lock.close();
        } catch (IOException e) {
            LOG.debug("closing the lock of {}", folder, e);
        }
    }
}
