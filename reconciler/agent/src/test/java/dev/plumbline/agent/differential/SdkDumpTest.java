package dev.plumbline.agent.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.repository.DirectoryTree;
import dev.plumbline.spec.SpecLoader;
import dev.plumbline.spec.SpecSet;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the Python SDK's `dump()` writes is a repository of specs, as
/// docs/guide/from-the-python-sdk.md says.
@Tag("slow") // fetches azure-ai-ml from the index of packages
class SdkDumpTest {
    @TempDir private Path folder;

    @Test
    void whatTheSdkDumpsIsTaken() throws Exception {
        new AzurePython().run("dump.py", folder, List.of());

        SpecSet specs = new SpecLoader().load(DirectoryTree.of(folder));

        assertThat(specs.problems())
                .extracting(problem -> problem.path() + " " + problem.code())
                .containsExactlyInAnyOrder("schedule.yml unmanaged", "sweep.yml unmanaged");
        assertThat(specs.workspaces().getFirst().graph().ordered())
                .extracting(resource -> resource.id().toString())
                .contains(
                        "environment/sklearn",
                        "data/rows",
                        "model/fraud",
                        "job/pipeline",
                        "job/pipeline-by-file",
                        "job/tuned",
                        "online-endpoint/fraud-detection",
                        "online-deployment/fraud-detection/blue");
    }
}
