package dev.plumbline.repository;

import dev.plumbline.repository.transport.Credentials;

/// Where a repository is, and what it takes to talk to it.
///
/// @param url a URL, an scp-like address or a path; a login in it is used and shown nowhere
public record RemoteAddress(String url, Credentials credentials) {
    /// An address that needs nothing but its URL.
    public static RemoteAddress of(String url) {
        return new RemoteAddress(url, Credentials.NONE);
    }

    /// Without the login.
    @Override
    public String toString() {
        return "RemoteAddress[" + Remote.withoutUserInfo(url) + "]";
    }
}
