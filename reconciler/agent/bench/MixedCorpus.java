import java.util.LinkedHashMap;
import java.util.Map;

/// A repository of many specs for the local platform: projects of ten specs (an environment, four
/// data assets, three models, an endpoint, and a component, which is validated and not registered)
/// with the files they point at. None of them runs anything, so that what is measured is Plumbline.
final class MixedCorpus {
    static final int SPECS_PER_PROJECT = 10;
    static final int KINDS_OF_PUSHES = 5;

    private static final String SCHEMA = "$schema: https://azuremlschemas.azureedge.net/latest/";

    private MixedCorpus() {}

    static Map<String, String> files(int projects) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "plumbline.yml",
                """
                workspaces:
                  - name: prod
                    platform: local
                    include: ["team*/**"]
                    sync: {automated: true}
                """);
        for (int number = 0; number < projects; number++) {
            String folder = folder(number);
            project(number).forEach((path, text) -> files.put(folder + path, text));
        }
        return files;
    }

    /// What a push changes: the text of one file by its path. Every kind of push comes in turn, each
    /// to another project.
    static Map.Entry<String, String> push(int number, int projects) {
        int project = number * 7 % projects;
        Map<String, String> files = project(project);
        String path = path(number);
        String text = files.get(path);
        String changed =
                switch (number % KINDS_OF_PUSHES) {
                    case 0, 2, 4 ->
                            text.replace("description: ", "description: Push %d, ".formatted(number));
                    default -> text + "pushed " + number + "\n";
                };
        return Map.entry(folder(project) + path, changed);
    }

    private static String path(int number) {
        return switch (number % KINDS_OF_PUSHES) {
            case 0 -> "endpoint.yml";
            case 1 -> "data/raw.csv";
            case 2 -> "environment.yml";
            case 3 -> "models/base.bin";
            default -> "data/holdout.yml";
        };
    }

    private static String folder(int number) {
        return "team%02d/project%05d/".formatted(number % 40, number);
    }

    private static Map<String, String> project(int number) {
        String name = "p" + number;
        Map<String, String> files = new LinkedHashMap<>();
        files.put("environment.yml", environment(name));
        for (String set : new String[] {"raw", "holdout", "labels", "features"}) {
            files.put("data/%s.yml".formatted(set), asset("data", set, name, "uri_file", ".csv"));
            files.put("data/%s.csv".formatted(set), "a,b,c\n1,2," + set + number + "\n");
        }
        for (String model : new String[] {"base", "challenger", "fallback"}) {
            files.put(
                    "models/%s.yml".formatted(model),
                    asset("model", model, name, "custom_model", ".bin"));
            files.put("models/%s.bin".formatted(model), model + " weights " + number + "\n");
        }
        files.put("components/train.yml", component("train", name));
        files.put("src/train/train.py", "print('train')\n");
        files.put("endpoint.yml", endpoint(name));
        return files;
    }

    private static String environment(String name) {
        return SCHEMA
                + """
                environment.schema.json
                name: train-%s
                description: what training of %s needs
                image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04:latest
                tags: {project: %s}
                """
                        .formatted(name, name, name);
    }

    private static String asset(
            String kind, String set, String name, String type, String extension) {
        return SCHEMA
                + """
                %s.schema.json
                name: %s-%s
                type: %s
                path: %s%s
                description: the %s of %s
                tags: {project: %s}
                """
                        .formatted(kind, set, name, type, set, extension, set, name, name);
    }

    private static String component(String step, String name) {
        return SCHEMA
                + """
                commandComponent.schema.json
                type: command
                name: %s_%s
                display_name: %s of %s
                description: one step of the training of %s
                code: ../src/%s
                environment: azureml:train-%s@latest
                inputs:
                  data: {type: uri_file}
                  fraction: {type: number, default: 0.2, min: 0.05, max: 0.5}
                outputs:
                  result: {type: uri_folder}
                command: >-
                  python %s.py --data ${{inputs.data}} --fraction ${{inputs.fraction}} --verbose
                  --result ${{outputs.result}}
                """
                        .formatted(step, name, step, name, name, step, name, step);
    }

    private static String endpoint(String name) {
        return SCHEMA
                + """
                managedOnlineEndpoint.schema.json
                name: %s-endpoint
                auth_mode: key
                description: scores %s
                tags: {project: %s}
                """
                        .formatted(name, name, name);
    }
}
