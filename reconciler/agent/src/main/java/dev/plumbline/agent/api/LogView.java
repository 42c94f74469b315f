package dev.plumbline.agent.api;

/// A piece of a run's log.
///
/// @param text whole characters only
/// @param next the offset, in bytes, at which the next piece begins
/// @param ended whether nothing will follow
public record LogView(String text, long next, boolean ended) {}
