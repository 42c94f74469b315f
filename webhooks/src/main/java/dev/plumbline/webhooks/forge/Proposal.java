package dev.plumbline.webhooks.forge;

/// A pull request to open; its branch is pushed already.
///
/// @param body Markdown
public record Proposal(String branch, String base, String title, String body) {}
