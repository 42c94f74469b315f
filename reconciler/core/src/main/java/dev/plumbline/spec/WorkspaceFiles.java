package dev.plumbline.spec;

import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.util.Set;

/// The files that one workspace of a tree is made of.
///
/// @param named the files and folders that its documents name, there or not
/// @param documents those of them that are named as documents
record WorkspaceFiles(WorkspaceConfig config, Set<String> named, Set<String> documents) {
    WorkspaceFiles {
        named = Set.copyOf(named);
        documents = Set.copyOf(documents);
    }

    /// Whether a spec is one of its documents.
    boolean hasDocument(String path) {
        return config.includes(path) || documents.contains(path);
    }

    /// Whether a document names a path or a folder above it.
    boolean names(String path) {
        if (named.contains(path) || named.contains("")) {
            return true;
        }
        for (int slash = path.lastIndexOf('/');
                slash > 0;
                slash = path.lastIndexOf('/', slash - 1)) {
            if (named.contains(path.substring(0, slash))) {
                return true;
            }
        }
        return false;
    }
}
