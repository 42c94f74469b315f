package dev.plumbline.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.repository.MemoryTree;
import dev.plumbline.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A loader that goes from commit to commit finds what a new one finds.
class IncrementalLoadTest {
    private static final String LATEST = "$schema: https://azuremlschemas.azureedge.net/latest/";

    /// Texts that each file may hold: good ones, some that other files depend on, and mistakes.
    private static final Map<String, List<String>> FILES =
            Map.ofEntries(
                    file(
                            "plumbline.yml",
                            "workspaces: [{name: a, include: [\"a/**\", \"shared/**\"]}]\n",
                            "workspaces: [{name: a, include: [\"a/**\"]}, {name: b}]\n",
                            """
                            workspaces:
                              - name: a
                                set: [{files: "a/blue.yml", values: {instance_count: 3}}]
                            """,
                            """
                            moved:
                              - {from: online-deployment/end/blue, to: online-deployment/end/green}
                              - {from: component/step, to: component/stop}
                            workspaces:
                              - name: a
                                include: ["a/**", "gone/*.yml"]
                                exclude: ["a/green.yml"]
                                tokens: {ENV: e, STEP: step, NONE: x}
                                set:
                                  - {files: ["a/green.yml", "a/*.yml", "shared/*.yml"], values: {tags.team: t}}
                                  - {resource: online-deployment/end/blue, values: {instance_count: 2}}
                                  - {files: "shared/step.yml", values: {inputs.data.type: uri_file}}
                              - name: b
                                include: ["shared/**", "a/green.yml"]
                                tokens: {ENV: f, STEP: stop}
                                set: [{resource: component/step, values: {environment.image.tag: i}}]
                            """,
                            "workspaces: 1\n"),
                    file(
                            "a/env.yml",
                            LATEST
                                    + "environment.schema.json\nname: e\nimage: i\nconda_file: c.yml\n",
                            LATEST + "environment.schema.json\nname: e\nimag: i\n",
                            LATEST + "environment.schema.json\nname: \"{{ENV}}\"\nimage: i\n",
                            LATEST + "environment.schema.json\nname: e # {{ENV}}\nimage: i\n",
                            "no: spec\n"),
                    file("a/c.yml", "dependencies: [python=3.11]\n", "dependencies: []\n"),
                    file("a/src/run.py", "1\n", "2\n"),
                    file("a/src/.amlignore", "*.txt\n", "run.py\n"),
                    file("a/src/notes.txt", "1\n", "2\n"),
                    file(
                            "a/src/nested/x.yml",
                            LATEST + "model.schema.json\nname: m\npath: y\n",
                            "x: 1"),
                    file("a/src/nested/y", "1", "2"),
                    file(
                            "shared/step.yml",
                            component("step", "data: {type: uri_folder}"),
                            component("step", "date: {type: uri_folder}"),
                            component("stop", "data: {type: uri_folder}"),
                            component("\"{{STEP}}\"", "data: {type: uri_folder}"),
                            "{"),
                    file("shared/step2.yml", component("step", "data: {type: uri_folder}")),
                    file("a/job.yml", pipeline("../shared/step.yml"), pipeline("azureml:step:1")),
                    file("shared/job.yml", pipeline("./step2.yml"), pipeline("azureml:stop:1")),
                    file(
                            "a/end.yml",
                            LATEST
                                    + "managedOnlineEndpoint.schema.json\nname: end\nauth_mode: key\n",
                            LATEST
                                    + "managedOnlineEndpoint.schema.json\nname: end\nauth_mode: key\ntraffic: {blue: 100}\n"),
                    file(
                            "a/blue.yml",
                            deployment("blue", "env.yml"),
                            deployment("blue", "azureml:e@latest")),
                    file(
                            "a/green.yml",
                            deployment("green", "env.yml"),
                            deployment("blue", "env.yml")));

    private static Map.Entry<String, List<String>> file(String path, String... texts) {
        return Map.entry(path, List.of(texts));
    }

    private static String component(String name, String input) {
        return LATEST
                + """
                commandComponent.schema.json
                name: %s
                version: 1
                inputs:
                  %s
                code: ../a/src
                environment: azureml:e@latest
                command: python run.py ${{inputs.data}}
                """
                        .formatted(name, input);
    }

    private static String pipeline(String component) {
        return LATEST
                + """
                pipelineJob.schema.json
                type: pipeline
                jobs:
                  one:
                    component: %s
                    inputs: {data: {type: uri_folder, path: azureml:d:1}}
                """
                        .formatted(component);
    }

    private static String deployment(String name, String environment) {
        return LATEST
                + """
                managedOnlineDeployment.schema.json
                name: %s
                endpoint_name: end
                model: azureml:m:1
                environment: %s
                code_configuration: {code: src, scoring_script: run.py}
                instance_type: Standard_DS3_v2
                instance_count: 1
                """
                        .formatted(name, environment);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void findsWhatALoaderThatBeginsAnewFinds(long seed) {
        Random random = new Random(seed);
        List<String> paths = FILES.keySet().stream().sorted().toList();
        Map<String, byte[]> files = new TreeMap<>();
        SpecLoader loader = new SpecLoader();
        for (int commit = 0; commit < 150; commit++) {
            List<String> edits = new ArrayList<>();
            for (int edit = random.nextInt(3); edit >= 0; edit--) {
                String path = paths.get(random.nextInt(paths.size()));
                List<String> texts = FILES.getOrDefault(path, List.of());
                int text = random.nextInt(texts.size() + 1);
                edits.add(path + " " + text);
                if (text == texts.size()) {
                    files.remove(path);
                } else {
                    files.put(path, texts.get(text).getBytes(UTF_8));
                }
            }
            assertThat(seen(loader.load(new MemoryTree(files))))
                    .as("commit %s after %s", commit, edits)
                    .isEqualTo(seen(new SpecLoader().load(new MemoryTree(files))));
        }
    }

    private static List<Object> seen(SpecSet specs) {
        List<Object> seen = new ArrayList<>();
        seen.add(specs.documents());
        seen.add(new TreeMap<>(Map.of("paths", specs.paths())));
        seen.add(specs.problems());
        for (WorkspaceSpecs workspace : specs.workspaces()) {
            seen.add(workspace.config().name());
            seen.add(workspace.problems());
            seen.add(workspace.graph().ordered().stream().map(Resource::toString).toList());
        }
        return seen;
    }
}
