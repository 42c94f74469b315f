package dev.plumbline.spec.document;

import dev.plumbline.resource.Kind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The kinds of document that are specs. Each has a JSON Schema of its name.
public enum SpecKind {
    MODEL("model", "a model"),
    DATA("data", "a data asset"),
    ENVIRONMENT("environment", "an environment"),
    COMMAND_COMPONENT("commandComponent", "a command component"),
    COMMAND_JOB("commandJob", "a command job"),
    PIPELINE_JOB("pipelineJob", "a pipeline job"),
    MANAGED_ONLINE_ENDPOINT("managedOnlineEndpoint", "a managed online endpoint"),
    KUBERNETES_ONLINE_ENDPOINT("kubernetesOnlineEndpoint", "a Kubernetes online endpoint"),
    MANAGED_ONLINE_DEPLOYMENT("managedOnlineDeployment", "a managed online deployment"),
    KUBERNETES_ONLINE_DEPLOYMENT("kubernetesOnlineDeployment", "a Kubernetes online deployment"),
    PIPELINE_COMPONENT("pipelineComponent", "a pipeline component"),
    PARALLEL_COMPONENT("parallelComponent", "a parallel component"),
    SPARK_COMPONENT("sparkComponent", "a Spark component"),
    AUTOML_COMPONENT("automlComponent", "an AutoML component"),
    IMPORT_COMPONENT("importComponent", "an import component"),
    DATA_TRANSFER_COMPONENT("dataTransferComponent", "a data transfer component"),
    SWEEP_JOB("sweepJob", "a sweep job"),
    PARALLEL_JOB("parallelJob", "a parallel job"),
    SPARK_JOB("sparkJob", "a Spark job"),
    AUTOML_JOB("autoMLJob", "an AutoML job"),
    IMPORT_JOB("importJob", "an import job"),
    DATA_TRANSFER_JOB("dataTransferJob", "a data transfer job"),
    FINETUNING_JOB("finetuningJob", "a fine-tuning job"),
    DISTILLATION_JOB("distillationJob", "a distillation job"),
    SCHEDULE("schedule", "a schedule"),
    MONITOR_SCHEDULE("monitorSchedule", "a monitor's schedule"),
    BATCH_ENDPOINT("batchEndpoint", "a batch endpoint"),
    BATCH_DEPLOYMENT("batchDeployment", "a batch deployment"),
    MODEL_BATCH_DEPLOYMENT("modelBatchDeployment", "a batch deployment of a model"),
    PIPELINE_BATCH_DEPLOYMENT(
            "pipelineComponentBatchDeployment", "a batch deployment of a pipeline"),
    DATA_IMPORT("dataImport", "a data import"),
    MODEL_PACKAGE("modelVersionPackage", "a model package"),
    FEATURE_STORE("featureStore", "a feature store"),
    FEATURE_STORE_ENTITY("featureStoreEntity", "a feature store entity"),
    FEATURE_SET("featureSet", "a feature set"),
    FEATURE_SET_SPEC("featureSetSpec", "a feature set's specification"),
    AML_COMPUTE("amlCompute", "a compute cluster"),
    COMPUTE_INSTANCE("computeInstance", "a compute instance"),
    VM_COMPUTE("vmCompute", "an attached virtual machine"),
    KUBERNETES_COMPUTE("kubernetesCompute", "an attached Kubernetes cluster"),
    SYNAPSE_SPARK_COMPUTE("synapseSparkCompute", "an attached Spark pool"),
    AZURE_BLOB("azureBlob", "a blob datastore"),
    AZURE_FILE("azureFile", "a file share datastore"),
    AZURE_DATA_LAKE_GEN1("azureDataLakeGen1", "a data lake datastore"),
    AZURE_DATA_LAKE_GEN2("azureDataLakeGen2", "a data lake datastore"),
    ONE_LAKE("oneLakeDatastore", "a OneLake datastore"),
    CONNECTION("connection", "a connection"),
    REGISTRY("registry", "a registry"),
    WORKSPACE("workspace", "a workspace"),
    MLTABLE("MLTable", "an MLTable"),
    PLUMBLINE("plumbline", "a plumbline.yml"),
    /// When a version of a model is proposed for a deployment; no platform holds it.
    PROMOTION("promotion", "a promotion"),
    /// The agent's own configuration, which stands outside repositories.
    AGENT("agent", "an agent's configuration");

    /// Other last segments that files name, in lower case.
    private static final Map<String, SpecKind> ALIASES =
            Map.of(
                    "virtualmachinecompute", VM_COMPUTE,
                    "synapsespark", SYNAPSE_SPARK_COMPUTE,
                    "onelake", ONE_LAKE,
                    "hub", WORKSPACE,
                    "project", WORKSPACE);

    private final String schema;
    private final String phrase;

    SpecKind(String schema, String phrase) {
        this.schema = schema;
        this.phrase = phrase;
    }

    /// The name of its schema, which is also the last segment of `$schema` in a file:
    /// `managedOnlineEndpoint`.
    public String schema() {
        return schema;
    }

    /// The kind in a sentence: `a managed online endpoint`.
    public String phrase() {
        return phrase;
    }

    /// Whether nodes of pipelines can use it.
    public boolean isComponent() {
        return switch (this) {
            case COMMAND_COMPONENT,
                    PIPELINE_COMPONENT,
                    PARALLEL_COMPONENT,
                    SPARK_COMPONENT,
                    AUTOML_COMPONENT,
                    IMPORT_COMPONENT,
                    DATA_TRANSFER_COMPONENT ->
                    true;
            default -> false;
        };
    }

    /// Whether it is a part of an asset's files, which declares nothing by itself.
    public boolean isContent() {
        return this == MLTABLE || this == FEATURE_SET_SPEC;
    }

    /// Whether this version heeds it; the other kinds are checked, and left alone.
    public boolean isApplied() {
        return resource().isPresent() || this == PLUMBLINE || this == PROMOTION || this == AGENT;
    }

    /// The kind of resource that such a document declares.
    public Optional<Kind> resource() {
        return switch (this) {
            case MODEL -> Optional.of(Kind.MODEL);
            case DATA -> Optional.of(Kind.DATA);
            case ENVIRONMENT -> Optional.of(Kind.ENVIRONMENT);
            case COMMAND_COMPONENT, PIPELINE_COMPONENT -> Optional.of(Kind.COMPONENT);
            case COMMAND_JOB, PIPELINE_JOB -> Optional.of(Kind.JOB);
            case MANAGED_ONLINE_ENDPOINT, KUBERNETES_ONLINE_ENDPOINT ->
                    Optional.of(Kind.ONLINE_ENDPOINT);
            case MANAGED_ONLINE_DEPLOYMENT, KUBERNETES_ONLINE_DEPLOYMENT ->
                    Optional.of(Kind.ONLINE_DEPLOYMENT);
            default -> Optional.empty();
        };
    }

    static Optional<SpecKind> ofSegment(String segment) {
        String lower = segment.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> kind.schema.toLowerCase(Locale.ROOT).equals(lower))
                .findFirst()
                .or(() -> Optional.ofNullable(ALIASES.get(lower)));
    }
}
