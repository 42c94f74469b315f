package dev.plumbline.repository;

import dev.plumbline.platform.BlobSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.InvalidObjectIdException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;

/// The blobs of a clone. A Git LFS pointer opens as the file that it points at, when the remote is
/// a repository on this machine that holds the object.
final class GitBlobs implements BlobSource {
    private final Repository database;
    private final Remote remote;

    GitBlobs(Repository database, Remote remote) {
        this.database = database;
        this.remote = remote;
    }

    @Override
    public InputStream open(String blob) throws IOException {
        ObjectLoader loader = loader(blob);
        if (loader.getSize() >= LfsPointer.MAX_BYTES) {
            return loader.openStream();
        }
        byte[] bytes = loader.getCachedBytes();
        Optional<LfsPointer> pointer = LfsPointer.parse(bytes);
        return pointer.isPresent()
                ? openLarge(blob, pointer.get())
                : new ByteArrayInputStream(bytes);
    }

    private ObjectLoader loader(String blob) throws IOException {
        try {
            return database.open(ObjectId.fromString(blob), Constants.OBJ_BLOB);
        } catch (InvalidObjectIdException e) {
            throw new IOException(
                    "\"" + blob + "\" is no Git blob id; it must be 40 hex digits", e);
        } catch (MissingObjectException e) {
            throw new IOException(
                    "the clone of " + remote + " holds no blob " + blob + "; fetch and try again",
                    e);
        }
    }

    private InputStream openLarge(String blob, LfsPointer pointer) throws IOException {
        String what =
                "blob %s is a Git LFS pointer to object sha256:%s (%d bytes)"
                        .formatted(blob, pointer.oid(), pointer.size());
        Path folder =
                remote.gitFolder()
                        .orElseThrow(() ->
                                new IOException(
                                        what
                                                + "; LFS objects are only read from a repository on this machine, not from "
                                                + remote));
        Path object = folder.resolve(pointer.path());
        if (!Files.isRegularFile(object)) {
            throw new IOException(
                    what
                            + ", which "
                            + folder
                            + " does not hold; run `git lfs push --all` or `git lfs fetch` for it");
        }
        if (Files.size(object) != pointer.size()) {
            throw new IOException(
                    what
                            + ", but "
                            + object
                            + " has "
                            + Files.size(object)
                            + " bytes; fetch it again");
        }
        return new VerifiedStream(Files.newInputStream(object), pointer.oid(), object);
    }
}
