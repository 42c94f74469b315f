package dev.plumbline.repository;

import dev.plumbline.resource.Digest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files of a commit in memory.
public final class MemoryTree implements SourceTree {
    private final Map<String, byte[]> contents;
    private final FileList files;

    public MemoryTree(Map<String, byte[]> contents) {
        this.contents = Map.copyOf(contents);
        this.files =
                new FileList(
                        contents.entrySet().stream()
                                .map(file ->
                                        new TreeFile(
                                                file.getKey(),
                                                Digest.ofBytes(file.getValue()).shortForm(),
                                                false))
                                .toList());
    }

    @Override
    public List<TreeFile> below(String folder) {
        return files.below(folder);
    }

    @Override
    public Optional<TreeFile> file(String path) {
        return files.file(path);
    }

    @Override
    public List<String> refused() {
        return List.of();
    }

    @Override
    public byte[] read(TreeFile file) throws IOException {
        return Optional.ofNullable(contents.get(file.path()))
                .orElseThrow(() -> new IOException(file.path() + " is not there"));
    }
}
