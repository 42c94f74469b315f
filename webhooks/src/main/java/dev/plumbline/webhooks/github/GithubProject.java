package dev.plumbline.webhooks.github;

import dev.plumbline.webhooks.http.Query;
import java.util.regex.Pattern;

/// A repository by its owner and name.
record GithubProject(String owner, String name) {
    private static final Pattern FORM = Pattern.compile("[\\w.-]+/[\\w.-]+");

    /// @param project `acme/fraud-models`
    static GithubProject of(String project) {
        if (!FORM.matcher(project).matches()) {
            throw new IllegalArgumentException(
                    "the forge's `project` is \"%s\"; on GitHub it must be owner/name, as in acme/fraud-models"
                            .formatted(project));
        }
        int slash = project.indexOf('/');
        return new GithubProject(project.substring(0, slash), project.substring(slash + 1));
    }

    /// Where its API begins.
    String path() {
        return "/repos/" + Query.encode(owner) + "/" + Query.encode(name);
    }

    @Override
    public String toString() {
        return owner + "/" + name;
    }
}
