package dev.plumbline.bench;

import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Revision;
import dev.plumbline.repository.SourceTree;
import dev.plumbline.repository.TreeFile;
import dev.plumbline.spec.SpecLoader;
import dev.plumbline.spec.SpecSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.reader.UnicodeReader;
import org.yaml.snakeyaml.resolver.Resolver;

/// How long validating a repository takes, beside what SnakeYAML alone needs to compose the same
/// files, in one JVM; and validating it again after one file changed. Arguments: a folder to work
/// in, how many specs, how many rounds that count, and how many before them that warm the JVM up
/// (2).
public final class ValidateBenchmark {
    private ValidateBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path work = Path.of(arguments[0]);
        int projects = Integer.parseInt(arguments[1]) / SpecCorpus.SPECS_PER_PROJECT;
        int rounds = Integer.parseInt(arguments[2]);
        int warmUp = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 2;
        CorpusRepository corpus =
                CorpusRepository.create(Files.createTempDirectory(work, "corpus"), projects);
        try (GitRepository repository =
                GitRepository.open(
                        corpus.folder().toString(),
                        Optional.empty(),
                        Files.createTempDirectory(work, "clone").resolve("git"))) {
            measure(corpus, repository, projects, rounds, warmUp);
        }
    }

    private static void measure(
            CorpusRepository corpus, GitRepository repository, int projects, int rounds, int warmUp)
            throws Exception {
        Rounds compose = new Rounds();
        Rounds first = new Rounds();
        Rounds again = new Rounds();
        for (int round = 0; round < warmUp + rounds; round++) {
            if (round == warmUp) {
                compose = new Rounds();
                first = new Rounds();
                again = new Rounds();
            }
            repository.fetch();
            SourceTree tree = repository.tree(corpus.head());
            compose.time(() -> compose(tree));
            SpecLoader loader = new SpecLoader();
            first.time(() -> requireValid(loader.load(tree)));
            int changed = round * 7 % projects;
            String path = SpecCorpus.folder(changed) + "components/prep.yml";
            Revision revision =
                    corpus.change(
                            path,
                            SpecCorpus.project(changed).get(path) + "# round " + round + "\n");
            repository.fetch();
            again.time(() -> requireValid(loader.load(repository.tree(revision))));
        }
        System.out.printf(
                """
                %d specs, %d rounds, medians
                SnakeYAML composes the files    %8.1f ms
                validate, first                 %8.1f ms   %.2f times SnakeYAML
                validate, one file changed      %8.2f ms   %.3f %% of the first
                heap at most                    %8d MB
                """,
                projects * SpecCorpus.SPECS_PER_PROJECT,
                rounds,
                compose.median(),
                first.median(),
                first.ratioTo(compose),
                again.median(),
                100 * again.ratioTo(first),
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private static void requireValid(SpecSet specs) {
        if (!specs.problems().isEmpty()) {
            throw new IllegalStateException("the corpus is not valid: " + specs.problems());
        }
    }

    static void compose(SourceTree tree) throws IOException {
        for (TreeFile file : tree.files()) {
            if (file.path().endsWith(".yml")) {
                LoaderOptions options = new LoaderOptions();
                StreamReader reader =
                        new StreamReader(
                                new UnicodeReader(new ByteArrayInputStream(tree.read(file))));
                new Composer(new ParserImpl(reader, options), new Resolver(), options)
                        .getSingleNode();
            }
        }
    }
}
