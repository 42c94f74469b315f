package dev.plumbline.spec;

import dev.plumbline.plan.diff.Semantics;
import dev.plumbline.repository.DirectoryTree;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.spec.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A folder of specs on disk, loaded as a commit of them would be.
public final class TestingSpecs {
    private static final String HOST = "$schema: https://azuremlschemas.azureedge.net/latest/";

    private final Path folder;

    public TestingSpecs(Path folder) {
        this.folder = folder;
    }

    /// Writes a file.
    public TestingSpecs file(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes a spec of a kind, with the line that says so in front.
    public TestingSpecs spec(String path, String kind, String text) {
        return file(path, HOST + kind + ".schema.json\n" + text);
    }

    public TestingSpecs without(String path) {
        try {
            Files.delete(folder.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SpecSet load() {
        try {
            return new SpecLoader().load(DirectoryTree.of(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the first workspace declares.
    public WorkspaceSpecs workspace() {
        return load().workspaces().getFirst();
    }

    public Resource resource(String id) {
        return workspace().graph().get(ResourceId.parse(id)).orElseThrow();
    }

    /// The value at a path of keys in a resource's spec.
    public Value value(String id, String... path) {
        Value value = resource(id).spec();
        for (String key : path) {
            value = ((Value.Fields) value).get(key).orElseThrow();
        }
        return value;
    }

    public Digest digest(String id) {
        Resource resource = resource(id);
        return Semantics.declared(resource.id().kind(), resource.spec());
    }

    public List<String> ids() {
        return workspace().graph().ordered().stream()
                .map(resource -> resource.id().toString())
                .toList();
    }

    /// Every problem as users see it.
    public List<String> problems() {
        return load().problems().stream().map(Problem::toString).toList();
    }
}
