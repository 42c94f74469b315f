package dev.plumbline.agent.api;

import java.util.List;

/// The agent itself.
///
/// @param scoring where endpoints answer, without a slash at the end: `http://127.0.0.1:7071`
/// @param repositories what it tracks
/// @param data the data directory
public record InfoView(String version, String scoring, List<Repository> repositories, String data) {
    public InfoView {
        repositories = List.copyOf(repositories);
    }

    /// A tracked repository; its URL carries no credentials.
    public record Repository(String name, String url, String branch) {}
}
