package dev.plumbline.webhooks.github;

import dev.plumbline.webhooks.forge.Secret;
import java.util.OptionalLong;

/// As whom Plumbline calls GitHub.
public sealed interface GithubCredential {
    /// A personal access token, classic or fine-grained.
    record Token(Secret token) implements GithubCredential {}

    /// A GitHub App, installed on the project.
    ///
    /// @param id the app's id or its client id; both stand on its settings page
    /// @param installation empty when it is to be found by the project
    /// @param privateKey in PEM, PKCS#1 (as GitHub gives it) or PKCS#8
    record App(String id, OptionalLong installation, Secret privateKey)
            implements GithubCredential {}
}
