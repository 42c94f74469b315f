package dev.plumbline.repository;

import dev.plumbline.resource.Digest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files of a commit in memory.
public final class MemoryTree extends ListedTree {
    private final Map<String, byte[]> contents;

    public MemoryTree(Map<String, byte[]> contents) {
        super(
                contents.entrySet().stream()
                        .map(file ->
                                new TreeFile(
                                        file.getKey(),
                                        Digest.ofBytes(file.getValue()).shortForm(),
                                        false))
                        .toList());
        this.contents = Map.copyOf(contents);
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
