package dev.plumbline.local.environments;

/// What to do where the Python that a definition asks for is not installed.
public enum PythonChoice {
    /// Take the closest minor version that is there, and say so.
    NEAREST,
    /// Refuse, naming the version to install.
    STRICT
}
