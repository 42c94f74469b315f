package dev.plumbline.repository;

import dev.plumbline.repository.Person.Author;
import java.time.Instant;

/// What a commit that is to be written says about itself.
///
/// @param author who asked for it
/// @param committer who writes it
public record CommitDraft(Author author, Author committer, Instant time, String message) {}
