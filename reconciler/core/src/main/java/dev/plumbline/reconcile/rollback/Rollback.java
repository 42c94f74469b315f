package dev.plumbline.reconcile.rollback;

import dev.plumbline.repository.CommitInfo;
import dev.plumbline.repository.EntryChange;
import dev.plumbline.repository.Revision;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A commit that puts a workspace back, written and not pushed.
///
/// @param from the head that it stands on
/// @param to the commit that it goes back to
/// @param files what it changes, by path
/// @param reverted the commits since then that had changed these files, newest first
/// @param obstacles why it must not go to the followed branch without a person's look
public record Rollback(
        CommitInfo from,
        CommitInfo to,
        Revision commit,
        SortedMap<String, EntryChange> files,
        List<CommitInfo> reverted,
        List<String> obstacles) {
    public Rollback {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        reverted = List.copyOf(reverted);
        obstacles = List.copyOf(obstacles);
    }
}
