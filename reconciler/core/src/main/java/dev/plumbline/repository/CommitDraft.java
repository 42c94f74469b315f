package dev.plumbline.repository;

import dev.plumbline.repository.Person.Author;
import java.time.Instant;
import java.util.Optional;

/// What a commit that is to be written says about itself.
///
/// @param author who asked for it
/// @param committer who writes it
/// @param key by which it is signed, when it is
public record CommitDraft(
        Author author, Author committer, Instant time, String message, Optional<SigningKey> key) {}
