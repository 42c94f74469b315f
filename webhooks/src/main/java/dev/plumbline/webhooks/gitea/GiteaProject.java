package dev.plumbline.webhooks.gitea;

import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.http.Query;

/// Where a repository's things lie below the API's base.
record GiteaProject(String owner, String repository) {
    /// @param name `acme/fraud`
    /// @throws IllegalArgumentException when it is not of that form
    static GiteaProject of(String name) {
        String[] parts = name.split("/", -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no project of Gitea; write `owner/repository`".formatted(name));
        }
        return new GiteaProject(parts[0], parts[1]);
    }

    String path() {
        return "/repos/" + Query.encode(owner) + "/" + Query.encode(repository);
    }

    String pulls() {
        return path() + "/pulls";
    }

    String pull(PullRequest pullRequest) {
        return pulls() + "/" + pullRequest.number();
    }
}
