package dev.plumbline.agent.api;

import java.util.Optional;

/// A pull request that brings a commit to the branch that the agent follows.
///
/// @param title what it is called
/// @param number by which people call it; nothing when it is not open yet
/// @param url its page; nothing when it is not open yet
/// @param fault why the forge did not open it
public record ProposedView(
        String title, Optional<Long> number, Optional<String> url, Optional<String> fault) {
    /// One that would be opened.
    public static ProposedView planned(String title) {
        return new ProposedView(title, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static ProposedView opened(String title, long number, String url) {
        return new ProposedView(title, Optional.of(number), Optional.of(url), Optional.empty());
    }

    public static ProposedView failed(String title, String fault) {
        return new ProposedView(title, Optional.empty(), Optional.empty(), Optional.of(fault));
    }
}
