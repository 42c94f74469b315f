package dev.plumbline.spec.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.TestingSpecs;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The renames that a `plumbline.yml` tells, and what is wrong with them.
class MovedEntriesTest {
    @TempDir Path folder;
    private TestingSpecs specs;

    @BeforeEach
    void write() {
        specs =
                new TestingSpecs(folder)
                        .spec("fraud.yml", "model", "name: fraud\n")
                        .spec("churn.yml", "model", "name: churn\n");
    }

    private TestingSpecs moved(String... entries) {
        return specs.file(
                "plumbline.yml",
                "workspaces: [{name: demo}]\nmoved:\n  - " + String.join("\n  - ", entries) + "\n");
    }

    private static Moves moves(String... steps) {
        Map<ResourceId, ResourceId> map = new LinkedHashMap<>();
        for (int i = 0; i < steps.length; i += 2) {
            map.put(ResourceId.parse(steps[i]), ResourceId.parse(steps[i + 1]));
        }
        return new Moves(map);
    }

    @Test
    void aRenameOfWhatIsDeclaredIsGood() {
        assertThat(moved("{from: model/old, to: model/fraud}").problems()).isEmpty();
    }

    @Test
    void aChainIsGoodWhenItsEndIsDeclared() {
        assertThat(
                        moved("{from: model/a, to: model/b}", "{from: model/b, to: model/fraud}")
                                .problems())
                .isEmpty();
        assertThat(
                        moves("model/a", "model/b", "model/b", "model/fraud")
                                .now(ResourceId.parse("model/a")))
                .hasToString("model/fraud");
    }

    @ParameterizedTest
    @CsvSource({
        "online-deployment/old/blue, online-deployment/new/blue",
        "traffic/old, traffic/new",
        "online-deployment/other/blue, online-deployment/other/blue",
        "model/old, model/old",
        "online-deployment/old/green, online-deployment/new/leaf",
    })
    void whatBelongsToAnEndpointMovesWithIt(String id, String now) {
        Moves moves =
                moves(
                        "online-endpoint/old",
                        "online-endpoint/new",
                        "online-deployment/old/green",
                        "online-deployment/new/leaf");

        assertThat(moves.now(ResourceId.parse(id))).hasToString(now);
    }

    @Test
    void formerNamesAreNewestFirst() {
        Moves moves = moves("job/a", "job/b", "job/b", "job/c");

        assertThat(moves.formerly(ResourceId.parse("job/c")))
                .extracting(ResourceId::toString)
                .containsExactly("job/b", "job/a");
        assertThat(moves.formerly(ResourceId.parse("job/a"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{from: model/old, to: model/fruad} | plumbline.yml:3:27: no file declares model/fruad; did you mean \"model/fraud\"?",
                "{from: model/churn, to: model/fraud} | plumbline.yml:3:12: model/churn is declared still, in churn.yml; rename it there to model/fraud, or remove the entry",
                "{from: model/fraud, to: model/gone} | plumbline.yml:3:12: model/fraud is declared still, in fraud.yml; rename it there to model/gone, or remove the entry",
                "{from: model/fraud, to: model/fraud} | plumbline.yml:3:29: \"model/fraud\" is its own new name; remove the entry",
                "{from: data/old, to: model/fraud} | plumbline.yml:3:26: \"model/fraud\" is model, but data/old was data; a rename keeps the kind: write data/<name>",
                "{from: modle/old, to: model/fraud} | plumbline.yml:3:12: \"modle\" in \"modle/old\" is no kind of resource; did you mean \"model\"?",
                "{from: traffic/old, to: traffic/new} | plumbline.yml:3:12: \"traffic/old\" is renamed with its endpoint; write online-endpoint/old",
                "{from: online-deployment/blue, to: online-deployment/f/blue} | plumbline.yml:3:12: \"online-deployment/blue\" names no endpoint; write online-deployment/<endpoint>/<name>",
            })
    void aRenameThatCannotBeIsAnErrorAtItsPlace(String entry, String problem) {
        assertThat(moved(entry).problems()).first().isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{from: model/a, to: model/fraud} | {from: model/a, to: model/churn} | plumbline.yml:4:12: \"model/a\" is renamed in moved.0 too; keep one of the two entries",
                "{from: model/a, to: model/fraud} | {from: model/b, to: model/fraud} | plumbline.yml:4:25: \"model/fraud\" is a new name in moved.0 too; keep one of the two entries",
                "{from: model/a, to: model/b} | {from: model/b, to: model/a} | plumbline.yml:4:25: \"model/a\" closes a circle: it is renamed to model/b further up; remove the older entry",
            })
    void twoRenamesThatContradictEachOtherAreAnError(String first, String second, String problem) {
        assertThat(moved(first, second).problems()).containsExactly(problem);
    }

    @Test
    void aFileThatCannotBeReadLeavesTheNewNameOpen() {
        specs.spec("risk.yml", "model", "name: [\n");

        assertThat(moved("{from: model/old, to: model/risk}").problems())
                .allMatch(problem -> problem.startsWith("risk.yml:"));
    }
}
