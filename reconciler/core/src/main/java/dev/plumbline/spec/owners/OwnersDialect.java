package dev.plumbline.spec.owners;

import java.util.List;

/// How a forge finds and reads CODEOWNERS files.
public enum OwnersDialect {
    /// Also where a forge has no such files of its own.
    GITHUB,
    GITLAB,
    /// Gitea and Forgejo.
    GITEA;

    /// That of a forge by its word, `gitlab`.
    public static OwnersDialect of(String forge) {
        return switch (forge) {
            case "gitlab" -> GITLAB;
            case "gitea" -> GITEA;
            default -> GITHUB;
        };
    }

    /// Where the file may be; the first that is there counts.
    List<String> paths() {
        return switch (this) {
            case GITHUB -> List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS");
            case GITLAB -> List.of("CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS");
            case GITEA ->
                    List.of(
                            "CODEOWNERS",
                            "docs/CODEOWNERS",
                            ".gitea/CODEOWNERS",
                            ".forgejo/CODEOWNERS");
        };
    }

    OwnersFile parse(String text) {
        return switch (this) {
            case GITHUB -> new GithubOwners(text);
            case GITLAB -> new GitlabOwners(text);
            case GITEA -> new GiteaOwners(text);
        };
    }
}
