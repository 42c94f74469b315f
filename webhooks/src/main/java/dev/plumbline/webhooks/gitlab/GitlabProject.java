package dev.plumbline.webhooks.gitlab;

import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.http.Query;

/// Where a project's things lie below the API's base.
///
/// @param name with its namespace: `acme/models/fraud`
record GitlabProject(String name) {
    String path() {
        return "/projects/" + Query.encode(name);
    }

    String mergeRequests() {
        return path() + "/merge_requests";
    }

    String mergeRequest(PullRequest pullRequest) {
        return mergeRequests() + "/" + pullRequest.number();
    }
}
