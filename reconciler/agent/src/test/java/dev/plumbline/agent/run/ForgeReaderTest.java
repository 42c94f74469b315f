package dev.plumbline.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.agent.pullrequest.ForgeLink;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.webhooks.forge.Forge;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ForgeReaderTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("TOKEN", "t0ken", "HOOK", "h00k", "EMPTY", " ");

    private final ForgeReader reader = new ForgeReader(new NamedSecrets(ENVIRONMENT));

    @ParameterizedTest
    @CsvSource({
        "github, https://github.com/acme/fraud-models.git, acme/fraud-models",
        "github, git@github.com:acme/fraud-models.git, acme/fraud-models",
        "github, ssh://git@git.example.com:2222/acme/fraud-models, acme/fraud-models",
        "gitlab, https://gitlab.example.com/acme/ml/fraud.git/, acme/ml/fraud",
        "azure-devops, https://acme@dev.azure.com/acme/ml/_git/fraud, acme/ml/fraud",
        "azure-devops, git@ssh.dev.azure.com:v3/acme/ml/fraud, acme/ml/fraud",
        "bitbucket, https://bitbucket.org/acme/fraud.git, acme/fraud",
    })
    void theUrlTellsTheProject(String type, String url, String project) throws IOException {
        ForgeLink link = read(url, Map.of("type", type, "token", "${env:TOKEN}"));

        assertThat(link.project()).isEqualTo(project);
        try (Forge forge = link.open().orElseThrow().apply(InstantSource.system())) {
            assertThat(forge.features()).isNotEmpty();
        }
    }

    @Test
    void withoutATokenWebhooksAreHeardAndNothingElse() throws IOException {
        ForgeLink link =
                read(
                        "https://git.example.com/acme/fraud",
                        Map.of("type", "gitea", "webhook_secret", "${env:HOOK}"));

        assertThat(link.open()).isEmpty();
        assertThat(link.webhookSecret().orElseThrow().matches("h00k")).isTrue();
        assertThat(link).asString().doesNotContain("h00k");
    }

    @Test
    void aRepositoryWithoutAForgeHasNone() throws IOException {
        assertThat(reader.read("fraud", "/srv/fraud.git", Fields.EMPTY)).isEmpty();
    }

    @Test
    void aFolderTellsNoProject() {
        assertThatThrownBy(() -> read("/srv/fraud.git", Map.of("type", "github")))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "the forge of repository fraud has no project, and the repository's URL does not tell; set it, such as acme/fraud-models");
    }

    @Test
    void aSecretThatIsEmptyIsNone() {
        assertThatThrownBy(() ->
                        read(
                                "https://github.com/acme/fraud",
                                Map.of("type", "github", "webhook_secret", "${env:EMPTY}")))
                .hasMessage("webhook_secret (${env:EMPTY}) is empty");
    }

    @Test
    void aProjectThatIsNoneOfTheForgeIsRefused() {
        assertThatThrownBy(() ->
                        read(
                                "https://github.com/acme",
                                Map.of("type", "github", "token", "${env:TOKEN}")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the forge of repository fraud is wrong");
    }

    private ForgeLink read(String url, Map<String, String> keys) throws IOException {
        Map<String, Value> fields = new LinkedHashMap<>();
        keys.forEach((key, text) -> fields.put(key, Value.text(text)));
        Optional<ForgeLink> link = reader.read("fraud", url, new Fields(fields));
        return link.orElseThrow();
    }
}
