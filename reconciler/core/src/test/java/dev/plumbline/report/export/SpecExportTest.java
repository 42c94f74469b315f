package dev.plumbline.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.platform.Health;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.ValueJson;
import dev.plumbline.spec.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is on a platform, as specs.
class SpecExportTest {
    private static final ResourceId BLUE = ResourceId.parse("online-deployment/fraud/blue");
    private static final ResourceId FRAUD = ResourceId.parse("online-endpoint/fraud");
    private static final ResourceId TRAFFIC = ResourceId.parse("traffic/fraud");
    private static final ResourceId MODEL = ResourceId.parse("model/fraud");

    private static Fields fields(String yaml) throws Exception {
        byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
        return (Fields) YamlReader.read(bytes).orElseThrow().value();
    }

    private static Observed service(ResourceId id, String live, Optional<Owner> owner)
            throws Exception {
        return new Observed.Service(
                id, fields(live), Health.HEALTHY, "", owner, Optional.of("ada"));
    }

    private static ExportedSpec export(Map<ResourceId, Observed> resources, ResourceId id) {
        Observation observed = new Observation(resources, Set.of());
        return new SpecExport(observed, "specs").of(id, Optional.empty()).orElseThrow();
    }

    private static String json(ExportedSpec spec) {
        return ValueJson.write(spec.spec().without("$schema")).toString();
    }

    @Test
    void anEndpointComesWithItsTrafficAndWithoutWhatIsOnlyRead() throws Exception {
        ExportedSpec spec =
                export(
                        Map.of(
                                FRAUD,
                                service(
                                        FRAUD,
                                        "{auth_mode: aml_token, id: /subscriptions/x, provisioning_state: Succeeded, tags: {team: risk}}",
                                        Optional.empty()),
                                TRAFFIC,
                                service(TRAFFIC, "{traffic: {blue: 100}}", Optional.empty())),
                        FRAUD);

        assertThat(spec.path()).isEqualTo("specs/online-endpoint/fraud.yml");
        assertThat(json(spec))
                .isEqualTo(
                        "{\"name\":\"fraud\",\"auth_mode\":\"aml_token\",\"tags\":{\"team\":\"risk\"},\"traffic\":{\"blue\":100}}");
    }

    @Test
    void usualValuesAreKeptOnlyWherePlumblineAppliedThem() throws Exception {
        String live =
                "{model: \"azureml:fraud:1\", instance_count: 1, app_insights_enabled: false}";
        Owner owner = new Owner("repo/demo", BLUE, "c", "blue.yml", Digest.ofText("x"));

        String theirs = json(export(Map.of(BLUE, service(BLUE, live, Optional.empty())), BLUE));
        String ours = json(export(Map.of(BLUE, service(BLUE, live, Optional.of(owner))), BLUE));

        assertThat(ours).contains("app_insights_enabled", "\"endpoint_name\":\"fraud\"");
        assertThat(theirs)
                .contains("\"model\":\"azureml:fraud:1\"")
                .doesNotContain("app_insights_enabled");
    }

    @ParameterizedTest
    @CsvSource({
        "API_KEY, abc, true",
        "dbPassword, abc, true",
        "STORAGE_CONNECTION_STRING, abc, true",
        "URL, https://ada:hush@example.com/, true",
        "STORE, DefaultEndpointsProtocol=https;AccountKey=eA==, true",
        "LINK, https://x.blob.core.windows.net/c?sv=1&sig=abc, true",
        "MAX_TOKENS, 100, false",
        "KEYBOARD, de, false",
        "LEVEL, info, false",
    })
    void whatMayBeASecretIsLeftOut(String name, String value, boolean secret) throws Exception {
        Observed there =
                new Observed.Service(
                        BLUE,
                        new Fields(
                                Map.of(
                                        "environment_variables",
                                        new Fields(Map.of(name, Value.text(value))))),
                        Health.HEALTHY,
                        "",
                        Optional.empty(),
                        Optional.empty());

        ExportedSpec spec = export(Map.of(BLUE, there), BLUE);

        assertThat(json(spec).contains(name)).isEqualTo(!secret);
        assertThat(spec.comments()).hasSize(secret ? 1 : 0);
        assertThat(String.join("", spec.comments())).doesNotContain(value);
    }

    @Test
    void anAssetKeepsItsVersionAndPointsAtWhereItsContentWas() {
        Value content = new Value.Content("models/fraud", Digest.ofText("c"), List.of());
        Observed.Version version =
                new Observed.Version(
                        "7",
                        Optional.empty(),
                        new Fields(Map.of("path", content)),
                        Health.HEALTHY,
                        "",
                        Optional.empty(),
                        Optional.empty());

        ExportedSpec spec =
                export(Map.of(MODEL, new Observed.Asset(MODEL, List.of(version), false)), MODEL);

        assertThat(json(spec))
                .isEqualTo(
                        "{\"name\":\"fraud\",\"path\":\"../../models/fraud\",\"version\":\"7\"}");
        assertThat(spec.comments())
                .singleElement()
                .asString()
                .startsWith("path was registered from models/fraud of the repository");
    }
}
