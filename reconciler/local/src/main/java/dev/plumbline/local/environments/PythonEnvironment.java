package dev.plumbline.local.environments;

import dev.plumbline.resource.Digest;
import java.nio.file.Path;
import java.util.List;

/// A Python environment that is ready for use.
///
/// @param key what it was made from
/// @param root its folder; `root/bin` goes to the front of a step's PATH
/// @param python its interpreter
/// @param lock what was resolved, as `name==version` lines in order of name, after a line
///   `python==3.11.7`
public record PythonEnvironment(Digest key, Path root, Path python, List<String> lock) {
    public PythonEnvironment {
        lock = List.copyOf(lock);
    }
}
