package dev.plumbline.webhooks.azuredevops;

import dev.plumbline.webhooks.http.Query;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where a repository is, in the API and for people.
///
/// @param organization on Azure DevOps Server the collection
record RepositoryPath(String organization, String project, String repository) {
    /// @param path `organization/project/repository`
    /// @throws IllegalArgumentException when it is not of three parts
    static RepositoryPath of(String path) {
        List<String> parts = List.of(path.split("/", -1));
        if (parts.size() != 3 || parts.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "`project` is \"%s\"; for Azure DevOps it must be organization/project/repository (on Azure DevOps Server collection/project/repository)"
                            .formatted(path));
        }
        return new RepositoryPath(parts.get(0), parts.get(1), parts.get(2));
    }

    /// Below the API's base, with a slash before it.
    String api() {
        return path(organization, project, "_apis", "git", "repositories", repository);
    }

    /// What the organization has beside repositories.
    String organizationApi() {
        return path(organization, "_apis");
    }

    URI page(URI base, long pullRequest) {
        String page =
                path(
                        organization,
                        project,
                        "_git",
                        repository,
                        "pullrequest",
                        Long.toString(pullRequest));
        return URI.create(base + page);
    }

    private static String path(String... segments) {
        return Stream.of(segments)
                .map(segment -> "/" + Query.encode(segment))
                .collect(Collectors.joining());
    }
}
