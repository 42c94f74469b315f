package dev.plumbline.webhooks;

import dev.plumbline.webhooks.azuredevops.AzureDevOpsClient;
import dev.plumbline.webhooks.azuredevops.AzureDevOpsHooks;
import dev.plumbline.webhooks.bitbucket.BitbucketClient;
import dev.plumbline.webhooks.bitbucket.BitbucketHooks;
import dev.plumbline.webhooks.forge.Forge;
import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.gitea.GiteaClient;
import dev.plumbline.webhooks.gitea.GiteaHooks;
import dev.plumbline.webhooks.github.GithubClient;
import dev.plumbline.webhooks.github.GithubCredential;
import dev.plumbline.webhooks.github.GithubHooks;
import dev.plumbline.webhooks.gitlab.GitlabClient;
import dev.plumbline.webhooks.gitlab.GitlabHooks;
import dev.plumbline.webhooks.receive.HookFormat;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// The forges that are known, by the words of the agent's configuration.
public final class Forges {
    private static final String GITHUB = "github";
    private static final String GITLAB = "gitlab";
    private static final String AZURE_DEVOPS = "azure-devops";
    private static final String BITBUCKET = "bitbucket";
    private static final String GITEA = "gitea";

    private Forges() {}

    /// How each sends webhooks.
    public static Map<String, HookFormat> hooks(InstantSource clock) {
        return Map.of(
                GITHUB,
                new GithubHooks(),
                GITLAB,
                new GitlabHooks(clock),
                AZURE_DEVOPS,
                new AzureDevOpsHooks(),
                BITBUCKET,
                new BitbucketHooks(),
                GITEA,
                new GiteaHooks());
    }

    /// The base URL of the API of a forge whose repositories are at a host; empty when it has to be
    /// named.
    public static Optional<URI> api(String forge, String host) {
        return switch (forge) {
            case GITHUB ->
                    Optional.of(
                            URI.create(
                                    host.equals("github.com")
                                            ? "https://api.github.com"
                                            : "https://" + host + "/api/v3"));
            case GITLAB, GITEA -> Optional.of(URI.create("https://" + host));
            case AZURE_DEVOPS ->
                    host.endsWith("dev.azure.com")
                            ? Optional.of(URI.create("https://dev.azure.com"))
                            : Optional.empty();
            case BITBUCKET -> Optional.of(URI.create("https://api.bitbucket.org/2.0"));
            default -> Optional.empty();
        };
    }

    /// A client of one project, with a token.
    ///
    /// @param api the base URL of the API, self-hosted ones too
    /// @param project as the forge calls it
    /// @throws IllegalArgumentException when the project is not of the form that the forge's are;
    ///   the message is for users
    public static Forge open(
            String forge, URI api, String project, Secret token, InstantSource clock) {
        return switch (forge) {
            case GITHUB -> new GithubClient(api, project, new GithubCredential.Token(token), clock);
            case GITLAB -> new GitlabClient(api, project, token, clock);
            case AZURE_DEVOPS -> new AzureDevOpsClient(api, project, token, clock);
            case BITBUCKET -> new BitbucketClient(api, project, token, clock);
            case GITEA -> new GiteaClient(api, project, token, clock);
            default -> throw new IllegalArgumentException("\"" + forge + "\" is no known forge");
        };
    }

    /// A client of one project on GitHub, as an app.
    public static Forge openAsApp(
            URI api, String project, GithubCredential.App app, InstantSource clock) {
        return new GithubClient(api, project, app, clock);
    }
}
