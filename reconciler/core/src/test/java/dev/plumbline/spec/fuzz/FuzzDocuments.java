package dev.plumbline.spec.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Documents by seed: the same one for the same seed.
final class FuzzDocuments {
    private static final List<String> PATHS =
            List.of(
                    "jobs/a.yml",
                    "jobs/a.yml",
                    "jobs/a.yaml",
                    ".yml",
                    "jobs/.yaml",
                    "plumbline.yml",
                    "data/MLTable",
                    "features/FeatureSetSpec.yaml");

    private static final List<String> TOKENS =
            List.of(
                    ":",
                    ": ",
                    "- ",
                    "? ",
                    "|",
                    ">",
                    ">-\n",
                    "[",
                    "]",
                    "{",
                    "}",
                    ",",
                    "&a ",
                    "*a",
                    "<<: *a",
                    "!!str ",
                    "!x ",
                    "#",
                    " # {{A}}",
                    "\n",
                    "\n",
                    "\n  ",
                    "\n    ",
                    "\n- ",
                    "---\n",
                    "...\n",
                    "%YAML 1.1\n",
                    "\"",
                    "'",
                    "\\",
                    "\t",
                    "\r\n",
                    "\r",
                    "\u0085",
                    "\u2028",
                    "\uFEFF",
                    "{{A}}",
                    "${{inputs.a}}",
                    "$[[",
                    "]]",
                    "~",
                    "null",
                    "yes",
                    "010",
                    "1.10",
                    "1e3",
                    ".nan",
                    "2024-01-01",
                    "azureml:x:1",
                    "./src",
                    "$schema: https://azuremlschemas.azureedge.net/latest/",
                    "model.schema.json",
                    "commandJob.schema.json",
                    "pipelineJob.schema.json",
                    "type: command",
                    "command: ",
                    "\uD83D\uDE00");

    private final Samples samples;

    FuzzDocuments(Samples samples) {
        this.samples = samples;
    }

    FuzzDocument of(long seed) {
        Random random = new Random(seed);
        String path = any(PATHS, random);
        int sort = random.nextInt(100);
        if (sort < 10) {
            return new FuzzDocument("random bytes", path, noise(random));
        }
        if (sort < 30) {
            return document("a soup of tokens", path, soup(random));
        }
        if (sort < 45) {
            return new FuzzDocument("a truncated spec", path, truncated(sample(random), random));
        }
        if (sort < 65) {
            return new FuzzDocument("a spec with flipped bits", path, flipped(random));
        }
        if (sort < 92) {
            return document("a spec with a hostile value", path, poisoned(random));
        }
        return document("a hostile document", path, hostile(random));
    }

    private static FuzzDocument document(String sort, String path, String text) {
        return new FuzzDocument(sort, path, text.getBytes(UTF_8));
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private String sample(Random random) {
        return any(samples.documents(), random);
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(600)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String soup(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(80); i >= 0; i--) {
            text.append(
                    random.nextInt(4) == 0
                            ? any(samples.keys(), random) + ": "
                            : any(TOKENS, random));
        }
        return text.toString();
    }

    private static byte[] truncated(String text, Random random) {
        byte[] bytes = text.getBytes(UTF_8);
        return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    }

    private byte[] flipped(Random random) {
        byte[] bytes = sample(random).getBytes(UTF_8);
        for (int i = random.nextInt(6); i >= 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    /// A spec in which what stands behind one or two colons is another thing.
    private String poisoned(Random random) {
        String text = sample(random);
        for (int i = random.nextInt(2); i >= 0; i--) {
            int colon = text.indexOf(": ", random.nextInt(text.length() + 1));
            if (colon < 0) {
                continue;
            }
            int end = colon + 2;
            while (end < text.length() && ",\n}]".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            text =
                    text.substring(0, colon + 2)
                            + Hostile.scalar(random, size(random))
                            + text.substring(end);
        }
        return text;
    }

    /// By itself, or with a line before it that makes it a spec.
    private String hostile(Random random) {
        String text = Hostile.document(random, size(random));
        return switch (random.nextInt(3)) {
            case 0 -> text;
            case 1 ->
                    "$schema: https://azuremlschemas.azureedge.net/latest/"
                            + any(List.of("commandJob", "pipelineJob", "model", "schedule"), random)
                            + ".schema.json\n"
                            + text;
            default -> sample(random) + "\n" + text;
        };
    }

    /// Mostly small; one in a few hundred is near what a file may hold.
    private static int size(Random random) {
        int sort = random.nextInt(400);
        if (sort == 0) {
            return 20_000 + random.nextInt(200_000);
        }
        return sort < 20 ? 500 + random.nextInt(4_000) : 1 + random.nextInt(120);
    }
}
