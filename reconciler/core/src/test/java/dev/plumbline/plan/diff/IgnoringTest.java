package dev.plumbline.plan.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.workspace.FieldPattern;
import dev.plumbline.spec.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is written while others set some of its fields.
class IgnoringTest {
    private static Fields fields(String yaml) throws Exception {
        byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
        return (Fields) YamlReader.read(bytes).orElseThrow().value();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count      | {count: 1, a: x}           | {count: 5, a: y}          | {count: 5, a: x}",
                "count      | {count: 1}                 | {}                        | {}",
                "count      | {a: x}                     | {count: 5}                | {a: x}",
                "tags/*     | {tags: {a: 1}, b: 2}       | {tags: {a: 3, c: 4}}      | {tags: {a: 3}, b: 2}",
                "tags/*     | {tags: {a: 1}, b: 2}       | {}                        | {b: 2}",
                "tags/a     | {tags: {a: 1, b: 2}}       | {tags: {a: 3, b: 4}}      | {tags: {a: 3, b: 2}}",
                "traffic/*  | {traffic: {blue: 100}}     | {traffic: {blue: 40, green: 60}} | {traffic: {blue: 40, green: 60}}",
                "traffic/green | {traffic: {blue: 100}}  | {traffic: {blue: 40, green: 60}} | {traffic: {blue: 100, green: 60}}",
            })
    void carriesLiveValues(String pattern, String wanted, String live, String written)
            throws Exception {
        List<String> keys = Arrays.asList(pattern.split("/"));
        Ignoring ignoring = new Ignoring(List.of(new FieldPattern(pattern, keys)));

        assertThat(ignoring.carry(fields(wanted), fields(live))).isEqualTo(fields(written));
    }
}
