package dev.plumbline.gate;

import java.util.Optional;

/// Whether commits are what those wrote who may.
@FunctionalInterface
public interface CommitTrust {
    /// Trusts every commit.
    CommitTrust ALL = _ -> Optional.empty();

    /// Why a commit is not trusted, and how to mend that; empty when it is.
    Optional<String> fault(String commit);
}
