package dev.plumbline.agent.acceptance;

import dev.plumbline.repository.Revision;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A [TestingWorkspace] that commits edit at random: a model whose versions are automatic, a job
/// that registers another, a deployment that comes and goes with its share of the traffic, and a
/// description.
final class EditedWorkspace {
    private final TestingWorkspace workspace;
    private final Random random;
    private int content;
    private int rate;
    private int greenShare;
    private boolean green;
    private String description = "Adds up";
    private int commits;

    EditedWorkspace(TestingWorkspace workspace, Random random) {
        this.workspace = workspace;
        this.random = random;
        write();
    }

    Revision first() {
        return workspace.remote.commit("Train and serve");
    }

    /// Commits one to three edits.
    Revision next() {
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            edit();
        }
        commits++;
        description = "Adds up, edition " + commits;
        write();
        return workspace.remote.commit("Edit " + commits);
    }

    private void edit() {
        switch (random.nextInt(4)) {
            case 0 -> content = random.nextInt(6);
            case 1 -> rate = random.nextInt(4);
            case 2 -> {
                green = !green;
                greenShare = 0;
            }
            default -> greenShare = green ? random.nextInt(5) * 10 : 0;
        }
    }

    private void write() {
        workspace.job("echo %d > ${{outputs.model}}/m".formatted(rate));
        workspace
                .remote
                .file("free.txt", "content " + content)
                .file("free.yml", "{name: free, type: custom_model, path: free.txt}\n")
                .file(
                        "endpoint.yml",
                        TestingWorkspace.endpoint(description)
                                .replace("{blue: 100}", traffic().toString().replace("=", ": ")));
        if (green) {
            workspace.remote.file(
                    "green.yml",
                    """
                    $schema: https://azuremlschemas.azureedge.net/latest/managedOnlineDeployment.schema.json
                    name: green
                    endpoint_name: fraud
                    model: azureml:sum:1
                    instance_type: Standard_DS3_v2
                    instance_count: 1
                    """);
        } else {
            workspace.remote.without("green.yml");
        }
    }

    /// The weights that the last commit declares.
    Map<String, Integer> traffic() {
        Map<String, Integer> weights = new TreeMap<>(Map.of("blue", 100 - greenShare));
        if (green) {
            weights.put("green", greenShare);
        }
        return weights;
    }

    String description() {
        return description;
    }

    /// What the last commit declares of services.
    Set<String> services() {
        Set<String> ids = new TreeSet<>(Set.of(TestingWorkspace.ENDPOINT, TestingWorkspace.BLUE));
        ids.add("traffic/fraud");
        if (green) {
            ids.add("online-deployment/fraud/green");
        }
        return ids;
    }
}
