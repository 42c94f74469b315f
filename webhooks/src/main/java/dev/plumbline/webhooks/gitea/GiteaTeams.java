package dev.plumbline.webhooks.gitea;

import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.ForgeException.Reason;
import dev.plumbline.webhooks.http.Fields;
import dev.plumbline.webhooks.http.ForgeHttp;
import dev.plumbline.webhooks.http.Query;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Teams of organizations (`GET /orgs/{org}/teams`, `GET /teams/{id}/members`).
final class GiteaTeams {
    private final ForgeHttp http;

    GiteaTeams(ForgeHttp http) {
        this.http = http;
    }

    /// @param team `acme/ml-leads`
    Set<String> members(String team) {
        int slash = team.indexOf('/');
        JsonNode found =
                http
                        .pages(
                                "/orgs/%s/teams?limit=50"
                                        .formatted(Query.encode(before(team, slash))))
                        .stream()
                        .filter(node ->
                                node.path("name")
                                        .asString("")
                                        .equalsIgnoreCase(team.substring(slash + 1)))
                        .findFirst()
                        .orElseThrow(() -> missing(team));
        return http
                .pages("/teams/%d/members?limit=50".formatted(Fields.number(found, "/id")))
                .stream()
                .map(member -> Fields.text(member, "/login"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String before(String team, int slash) {
        if (slash < 1) {
            throw missing(team);
        }
        return team.substring(0, slash);
    }

    private static ForgeException missing(String team) {
        return new ForgeException(
                Reason.NOT_THERE,
                "the forge shows no team \"%s\"; write it as `organization/team`, and check that the token may read the organization"
                        .formatted(team));
    }
}
