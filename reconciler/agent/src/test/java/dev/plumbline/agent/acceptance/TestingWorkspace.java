package dev.plumbline.agent.acceptance;

import dev.plumbline.local.serving.OnnxFixture;
import dev.plumbline.repository.TestingRemote;
import java.nio.file.Path;

/// A small repository as a user has it: a model in a file that an endpoint serves, and a job whose
/// only step waits for the file `go`.
final class TestingWorkspace implements AutoCloseable {
    static final String ENDPOINT = "online-endpoint/fraud";
    static final String BLUE = "online-deployment/fraud/blue";
    static final String JOB = "job/jobs/train";

    final TestingRemote remote;
    private final Path folder;

    TestingWorkspace(Path folder) {
        this.folder = folder;
        this.remote = TestingRemote.create(folder.resolve("specs.git"));
        remote.file(
                        "plumbline.yml",
                        """
                        workspaces:
                          - name: staging
                            platform: local
                            sync: {automated: true, prune: true, self_heal: true, grace_period: 1s, keep_warm: 0s}
                        """)
                .file("model.onnx", OnnxFixture.linear(1, 2))
                .file(
                        "model.yml",
                        "{name: sum, version: 1, type: custom_model, path: model.onnx}\n")
                .file("endpoint.yml", endpoint("Adds up"))
                .file(
                        "blue.yml",
                        """
                        $schema: https://azuremlschemas.azureedge.net/latest/managedOnlineDeployment.schema.json
                        name: blue
                        endpoint_name: fraud
                        model: azureml:sum:1
                        instance_type: Standard_DS3_v2
                        instance_count: 2
                        """);
    }

    static String endpoint(String description) {
        return """
        $schema: https://azuremlschemas.azureedge.net/latest/managedOnlineEndpoint.schema.json
        name: fraud
        description: %s
        auth_mode: key
        traffic: {blue: 100}
        """
                .formatted(description);
    }

    /// A job that says each of its starts in the file `starts` and ends when `go` is there.
    TestingWorkspace waitingJob() {
        return job(
                "echo $$ >> %1$s/starts; until [ -e %1$s/go ]; do sleep 0.05; done; echo ok > ${{outputs.model}}/m"
                        .formatted(folder));
    }

    TestingWorkspace job(String command) {
        remote.file(
                        "env.yml",
                        """
                        $schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json
                        name: plain
                        version: 1
                        image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04
                        conda_file: {dependencies: [python]}
                        """)
                .file(
                        "jobs/train.yml",
                        """
                        $schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json
                        type: command
                        command: >-
                          %s
                        environment: azureml:plain:1
                        compute: azureml:cpu
                        outputs:
                          model: {type: custom_model, name: trained}
                        """
                                .formatted(command));
        return this;
    }

    @Override
    public void close() {
        remote.close();
    }
}
