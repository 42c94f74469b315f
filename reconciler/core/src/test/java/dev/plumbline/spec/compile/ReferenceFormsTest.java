package dev.plumbline.spec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The forms of references, field by field.
class ReferenceFormsTest {
    private static final String ARM =
            "azureml:/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/";

    @ParameterizedTest
    @CsvSource({
        "MODEL, azureml:fraud",
        "MODEL, azureml:fraud:1",
        "MODEL, azureml:fraud@latest",
        "MODEL, ARM/models/fraud/versions/1",
        "MODEL, ARM/models/fraud/labels/latest",
        "MODEL, azureml://registries/azureml/models/fraud/versions/1",
        "MODEL, azureml://jobs/j/outputs/artifacts/paths/model",
        "MODEL, azureml://locations/westeurope/workspaces/w/models/fraud/versions/1",
        "MODEL, runs:/8f2/model",
        "MODEL, mlflow-model://x",
        "MODEL, <a model>",
        "DATA, ./rows.csv",
        "DATA, azureml://datastores/store/paths/a/b.csv",
        "DATA, azureml://datastores/store",
        "DATA, azureml://datastores/${{default_datastore}}/paths/${{name}}",
        "DATA, azureml://subscriptions/s/resourcegroups/g/workspaces/w/datastores/d/paths/p",
        "DATA, azureml://registries/r/models/fraud/versions/1",
        "DATA, abfss://c@a.dfs.core.windows.net/p",
        "DATA, s3://bucket/key",
        "COMPONENT, azureml://registries/r/components/train",
        "CODE, git+https://github.com/acme/train",
        "CODE, azureml:code:1",
        "COMPUTE, cpu-cluster",
        "COMPUTE, azureml:cpu-cluster",
        "COMPUTE, ARM/computes/cpu",
        "COMPUTE, azureml:/subscriptions/s/resourceGroups/g/providers/Microsoft.X/virtualclusters/v",
    })
    void whatIsWellFormedMayBeThere(ReferenceTarget target, String text) {
        assertThat(ReferenceForms.fault(text.replace("ARM/", ARM), target)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MODEL | azureml:a:b:c | which names no model and version; write azureml:<name>:<version> or azureml:<name>@<label>",
                "MODEL | azureml:my model:1 | which names no model and version; write azureml:<name>:<version> or azureml:<name>@<label>",
                "MODEL | ARM/data/fraud/versions/1 | which is no ARM id of a model; write ARM/models/<name>/versions/<version>",
                "MODEL | azureml:/subscriptions/s/models/fraud/versions/1 | which is no ARM id of a model; write ARM/models/<name>/versions/<version>",
                "MODEL | azureml://registries/r/models | which names no model; write azureml://registries/<registry>/models/<name>/versions/<version>",
                "ENVIRONMENT | azureml://registries/r/models/m/versions/1 | which names no environment; write azureml://registries/<registry>/environments/<name>/versions/<version>",
                "ENVIRONMENT | azureml://registrie/r/environments/e/versions/1 | which is no URI of Azure ML; did you mean azureml://registries/…?",
                "DATA | azureml://datastores/store/path/rows.csv | which is not whole; write azureml://datastores/<datastore>/paths/<path>",
                "DATA | azureml://jobs/j/output/x | which is not whole; write azureml://jobs/<job>/outputs/<output>/paths/<path>",
                "DATA | azureml://datastore/store/paths/x | which is no URI of Azure ML; did you mean azureml://datastores/…?",
                "DATA | azurml:rows:1 | whose scheme is not known; did you mean \"azureml:\"?",
                "DATA | htps://a/b | whose scheme is not known; did you mean \"https:\"?",
                "MODEL | runs:/8f2 | which is not a path of a run; write runs:/<run>/<path>",
                "CODE | git+https:/github.com/x | which is not a Git repository; write git+https://<host>/<repository>",
                "COMPUTE | azureml:cpu:1 | but a compute has no version; write azureml:<name>",
                "COMPUTE | azureml: | which names no compute; write azureml:<name>"
            })
    void whatIsMalformedIsToldWithTheFormOfTheField(
            ReferenceTarget target, String text, String fault) {
        String arm =
                ARM.replace("/s/", "/<id>/")
                        .replace("/g/", "/<group>/")
                        .replace("/w/", "/<workspace>/");

        assertThat(ReferenceForms.fault(text.replace("ARM/", ARM), target))
                .contains(fault.replace("ARM/", arm));
    }
}
