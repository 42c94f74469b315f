package dev.plumbline.spec.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.SpecSet;
import dev.plumbline.spec.TestingSpecs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `ignore_differences` and `adopt` of a workspace.
class LiveRulesTest {
    @TempDir Path folder;

    private SpecSet load(String entries) {
        return new TestingSpecs(folder)
                .file("plumbline.yml", "workspaces:\n  - name: demo\n    " + entries + "\n")
                .load();
    }

    @ParameterizedTest
    @CsvSource({
        "tags, tags, true",
        "tags, tags/team, true",
        "tags.*, tags/team, true",
        "tags.*, tags, false",
        "tags.azure*, tags/azure.region, true",
        "tags.azure*, tags/team, false",
        "tags.cost\\.center, tags/cost.center, true",
        "tags.cost.center, tags/cost.center, false",
        "'*', description, true",
        "instance_count, instance_type, false",
    })
    void aFieldComesWithWhatIsInsideIt(String pattern, String path, boolean covered) {
        assertThat(FieldPattern.parse(pattern).covers(List.of(path.split("/")))).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tags.a*b | plumbline.yml:3:58: \"tags.a*b\" has a * inside a name; it stands for a whole name (tags.*) or for how one goes on (tags.azure*)",
                "tags..a | plumbline.yml:3:58: \"tags..a\" has an empty part; write the keys that lead to the field with one dot between them, such as tags.team",
            })
    void whatCanNameNoFieldIsAnError(String field, String problem) {
        SpecSet specs =
                load("ignore_differences: [{resources: [model/*], fields: [\"" + field + "\"]}]");

        assertThat(specs.problems())
                .filteredOn(each -> each.isError())
                .singleElement()
                .hasToString(problem);
    }

    @Test
    void anEndpointsRuleCoversItsTrafficAndNotItsDeployments() {
        LiveRules rules =
                load("ignore_differences: [{resources: [online-endpoint/fraud], fields: [traffic]}]")
                        .workspaces()
                        .getFirst()
                        .config()
                        .live();

        assertThat(rules.ignored(ResourceId.parse("traffic/fraud"))).hasSize(1);
        assertThat(rules.ignored(ResourceId.parse("online-endpoint/fraud"))).hasSize(1);
        assertThat(rules.ignored(ResourceId.parse("online-deployment/fraud/blue"))).isEmpty();
        assertThat(rules.ignored(ResourceId.parse("traffic/churn"))).isEmpty();
    }

    @Test
    void anAdoptedEndpointComesWithItsDeploymentsAndTraffic() {
        LiveRules rules =
                load("adopt: [online-endpoint/fraud]").workspaces().getFirst().config().live();

        assertThat(rules.adopts(ResourceId.parse("online-deployment/fraud/blue"))).isTrue();
        assertThat(rules.adopts(ResourceId.parse("traffic/fraud"))).isTrue();
        assertThat(rules.adopts(ResourceId.parse("online-endpoint/churn"))).isFalse();
    }
}
