package dev.plumbline.platform;

/// What to observe: the workspace, by its full name `repository/workspace`.
public record Scope(String workspace) {}
