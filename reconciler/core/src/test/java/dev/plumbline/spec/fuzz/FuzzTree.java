package dev.plumbline.spec.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.repository.SourceTree;
import dev.plumbline.repository.TreeFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A tree of one file that a seed gave, beside good ones that it may refer to.
///
/// @param id what tells this version of the file from others at its path
record FuzzTree(FuzzDocument document, String id) implements SourceTree {
    private static final String HOST = "$schema: https://azuremlschemas.azureedge.net/latest/";
    private static final Map<String, byte[]> OTHERS =
            Map.of(
                    "jobs/conda.yml",
                    "name: env\ndependencies: [pip]\n".getBytes(UTF_8),
                    "jobs/src/train.py",
                    "print(1)\n".getBytes(UTF_8),
                    "jobs/component.yml",
                    (HOST
                                    + "commandComponent.schema.json\nname: train\ncommand: python x.py ${{inputs.a}}\n"
                                    + "environment: azureml:x:1\ninputs: {a: {type: number}, b: {type: string, optional: true}}\n")
                            .getBytes(UTF_8));

    @Override
    public List<TreeFile> below(String folder) {
        List<TreeFile> files = new ArrayList<>();
        OTHERS.keySet().stream()
                .filter(path -> !path.equals(document.path()))
                .forEach(path -> files.add(new TreeFile(path, path, false)));
        files.add(new TreeFile(document.path(), id, false));
        files.removeIf(file -> !folder.isEmpty() && !file.path().startsWith(folder + "/"));
        files.sort(null);
        return files;
    }

    @Override
    public Optional<TreeFile> file(String path) {
        return below("").stream().filter(file -> file.path().equals(path)).findFirst();
    }

    @Override
    public List<String> refused() {
        return List.of("jobs/link.yml", "jobs/module");
    }

    @Override
    public byte[] read(TreeFile file) {
        return file.path().equals(document.path())
                ? document.bytes()
                : OTHERS.getOrDefault(file.path(), new byte[0]);
    }
}
