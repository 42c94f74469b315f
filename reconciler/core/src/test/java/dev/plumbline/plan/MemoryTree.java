package dev.plumbline.plan;

import dev.plumbline.repository.SourceTree;
import dev.plumbline.repository.TreeFile;
import dev.plumbline.resource.Digest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The files of a commit in memory.
final class MemoryTree implements SourceTree {
    private final Map<String, byte[]> files;

    MemoryTree(Map<String, byte[]> files) {
        this.files = new TreeMap<>(files);
    }

    @Override
    public List<TreeFile> files() {
        return files.entrySet().stream()
                .map(file ->
                        new TreeFile(
                                file.getKey(), Digest.ofBytes(file.getValue()).shortForm(), false))
                .toList();
    }

    @Override
    public List<String> refused() {
        return List.of();
    }

    @Override
    public byte[] read(TreeFile file) throws IOException {
        return Optional.ofNullable(files.get(file.path()))
                .orElseThrow(() -> new IOException(file.path() + " is not there"));
    }
}
