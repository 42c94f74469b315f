package dev.plumbline.local.environments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A tiny pure-Python package as a wheel, so that real pip has something to install without a
/// network. Format:
/// <https://packaging.python.org/en/latest/specifications/binary-distribution-format/>.
record TestingWheel(String name, String version) {
    String fileName() {
        return name + "-" + version + "-py3-none-any.whl";
    }

    byte[] bytes() throws IOException {
        String info = name + "-" + version + ".dist-info/";
        Map<String, String> files = new LinkedHashMap<>();
        files.put(name + ".py", "VERSION = \"" + version + "\"\n");
        files.put(
                info + "METADATA",
                "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n");
        files.put(
                info + "WHEEL",
                "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        StringBuilder record = new StringBuilder();
        files.keySet().forEach(file -> record.append(file).append(",,\n"));
        files.put(info + "RECORD", record + info + "RECORD,,\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /// A requirements text that finds the wheel in a folder, where it is written.
    EnvironmentDefinition in(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(fileName()), bytes());
        return Definitions.requirements(
                "--no-index\n--find-links %s\n%s==%s\n".formatted(folder.toUri(), name, version));
    }
}
