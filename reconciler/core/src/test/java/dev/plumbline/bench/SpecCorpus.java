package dev.plumbline.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/// Repositories of many specs as teams write them: projects of ten specs (an environment, data,
/// three components, a pipeline, a model, an endpoint with two deployments), with the code they
/// point at.
final class SpecCorpus {
    static final int SPECS_PER_PROJECT = 10;

    /// The components are part of the pipeline that names them; traffic is one of its own.
    static final int RESOURCES_PER_PROJECT = 8;

    private static final String LATEST = "$schema: https://azuremlschemas.azureedge.net/latest/";

    private SpecCorpus() {}

    /// The files of one project by their paths.
    static Map<String, String> project(int number) {
        String name = "p" + number;
        Map<String, String> files = new LinkedHashMap<>();
        files.put("environments/train.yml", environment(name));
        files.put(
                "environments/conda.yml",
                """
                name: train
                channels:
                  - conda-forge
                dependencies:
                  - python=3.11
                  - pip:
                      - scikit-learn==1.5.2
                      - mlflow==2.17.0
                """);
        files.put("data/raw.yml", asset("data", "raw-" + name, "uri_file", "raw.csv"));
        files.put("data/raw.csv", "a,b,c\n1,2," + number + "\n");
        files.put("models/base.yml", asset("model", "base-" + name, "custom_model", "base.bin"));
        files.put("models/base.bin", "weights " + number);
        files.put("components/prep.yml", component("prep", name, PREP));
        files.put("components/train.yml", component("train", name, TRAIN));
        files.put("components/evaluate.yml", component("evaluate", name, EVALUATE));
        files.put("jobs/train.yml", pipeline(name));
        files.put("endpoints/endpoint.yml", endpoint(name, number));
        files.put("endpoints/blue.yml", deployment("blue", name));
        files.put("endpoints/green.yml", deployment("green", name));
        for (String step : new String[] {"prep", "train", "evaluate"}) {
            files.put(
                    "src/" + step + "/" + step + ".py", "print('" + step + " of " + name + "')\n");
        }
        files.put("src/score/score.py", "def run(data):\n    return " + number + "\n");
        Map<String, String> placed = new LinkedHashMap<>();
        files.forEach((path, text) -> placed.put(folder(number) + path, text));
        return placed;
    }

    static String folder(int number) {
        return "team%02d/project%05d/".formatted(number % 40, number);
    }

    private static String environment(String name) {
        return LATEST
                + """
                environment.schema.json
                name: train-%s
                description: Python packages that training and scoring need
                image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04:latest
                conda_file: conda.yml
                tags:
                  project: %s
                """
                        .formatted(name, name);
    }

    private static String asset(String kind, String name, String type, String path) {
        return LATEST
                + """
                %s.schema.json
                name: %s
                version: 1
                type: %s
                path: %s
                description: What %s is made of
                """
                        .formatted(kind, name, type, path, name);
    }

    private static final String PREP =
            """
            inputs:
              raw_data:
                type: uri_file
              test_fraction:
                type: number
                default: 0.2
                min: 0.05
                max: 0.5
            outputs:
              train_data:
                type: uri_folder
              test_data:
                type: uri_folder
            command: >-
              python prep.py --raw ${{inputs.raw_data}} --fraction ${{inputs.test_fraction}}
              --train ${{outputs.train_data}} --test ${{outputs.test_data}}
            """;

    private static final String TRAIN =
            """
            inputs:
              train_data:
                type: uri_folder
              learning_rate:
                type: number
                default: 0.1
              max_depth:
                type: integer
                default: 3
            outputs:
              model:
                type: mlflow_model
            command: >-
              python train.py --data ${{inputs.train_data}} --rate ${{inputs.learning_rate}}
              --depth ${{inputs.max_depth}} --model ${{outputs.model}}
            """;

    private static final String EVALUATE =
            """
            inputs:
              model:
                type: mlflow_model
              test_data:
                type: uri_folder
            outputs:
              metrics:
                type: uri_folder
            command: >-
              python evaluate.py --model ${{inputs.model}} --test ${{inputs.test_data}}
              --metrics ${{outputs.metrics}}
            """;

    private static String component(String step, String name, String ports) {
        return LATEST
                + """
                commandComponent.schema.json
                type: command
                name: %s_%s
                display_name: %s of %s
                version: 1
                description: One step of the training of %s
                code: ../src/%s
                environment: azureml:train-%s@latest
                """
                        .formatted(step, name, step, name, name, step, name)
                + ports;
    }

    private static String pipeline(String name) {
        return LATEST
                + """
                pipelineJob.schema.json
                type: pipeline
                display_name: training of %s
                experiment_name: %s
                settings:
                  default_compute: azureml:cpu-cluster
                inputs:
                  raw_data:
                    type: uri_file
                    path: azureml:raw-%s:1
                  test_fraction: 0.2
                  learning_rate: 0.1
                outputs:
                  model:
                    type: mlflow_model
                    name: %s-model
                jobs:
                  prep:
                    type: command
                    component: ../components/prep.yml
                    inputs:
                      raw_data: ${{parent.inputs.raw_data}}
                      test_fraction: ${{parent.inputs.test_fraction}}
                  train:
                    type: command
                    component: ../components/train.yml
                    inputs:
                      train_data: ${{parent.jobs.prep.outputs.train_data}}
                      learning_rate: ${{parent.inputs.learning_rate}}
                    outputs:
                      model: ${{parent.outputs.model}}
                  evaluate:
                    type: command
                    component: ../components/evaluate.yml
                    inputs:
                      model: ${{parent.jobs.train.outputs.model}}
                      test_data: ${{parent.jobs.prep.outputs.test_data}}
                """
                        .formatted(name, name, name, name);
    }

    private static String endpoint(String name, int number) {
        return LATEST
                + """
                managedOnlineEndpoint.schema.json
                name: %s-endpoint
                auth_mode: key
                description: Scores %s
                traffic:
                  blue: 90
                  green: 10
                tags:
                  number: "%d"
                """
                        .formatted(name, name, number);
    }

    private static String deployment(String color, String name) {
        return LATEST
                + """
                managedOnlineDeployment.schema.json
                name: %s
                endpoint_name: %s-endpoint
                model: azureml:%s-model@latest
                code_configuration:
                  code: ../src/score
                  scoring_script: score.py
                environment: azureml:train-%s@latest
                instance_type: Standard_DS3_v2
                instance_count: 1
                request_settings:
                  request_timeout_ms: 3000
                  max_concurrent_requests_per_instance: 4
                """
                        .formatted(color, name, name, name);
    }
}
