package dev.plumbline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// How long it takes from a commit of one file, in a repository that is applied, to its plan:
/// fetch, load and plan, with what the platform holds at hand; beside what command-line Git needs
/// to fetch such a commit and to name its files. Commits of several kinds take turns. Arguments: a
/// folder to work in, how many specs, how many rounds that count, and how many before them that
/// warm the JVM up (10).
public final class CommitBenchmark {
    private static final int KINDS = 5;

    private final CorpusRepository corpus;
    private final int projects;

    private CommitBenchmark(CorpusRepository corpus, int projects) {
        this.corpus = corpus;
        this.projects = projects;
    }

    public static void main(String[] arguments) throws Exception {
        Path work = Path.of(arguments[0]);
        int projects = Integer.parseInt(arguments[1]) / SpecCorpus.SPECS_PER_PROJECT;
        int rounds = Integer.parseInt(arguments[2]);
        int warmUp = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 10;
        CorpusRepository corpus =
                CorpusRepository.create(Files.createTempDirectory(work, "corpus"), projects);
        new CommitBenchmark(corpus, projects).measure(work, rounds, warmUp);
    }

    private void measure(Path work, int rounds, int warmUp) throws Exception {
        GitCommands clone =
                GitCommands.clone(corpus.folder(), Files.createTempDirectory(work, "clone"));
        Rounds git = new Rounds();
        Rounds plan = new Rounds();
        Rounds fetch = new Rounds();
        try (CorpusAgent agent =
                new CorpusAgent(corpus, Files.createTempDirectory(work, "agent"))) {
            agent.sync(agent.head());
            clone.fetch();
            for (int round = -warmUp; round < rounds; round++) {
                if (round == 0) {
                    git = new Rounds();
                    plan = new Rounds();
                    fetch = new Rounds();
                }
                commit(2 * (round + warmUp));
                git.time(() -> clone.fetchAndNameFiles());
                agent.fetch();
                agent.sync(agent.head());
                commit(2 * (round + warmUp) + 1);
                Rounds alone = fetch;
                plan.time(() -> {
                    alone.time(agent::fetch);
                    requireChanges(agent);
                });
                agent.sync(agent.head());
                clone.fetch();
            }
        }
        System.out.printf(
                """
                %d specs, %d rounds, medians
                git fetch and git diff-tree     %8.2f ms
                fetch, load and plan            %8.2f ms   %.2f times Git
                  of which fetch                %8.2f ms
                heap at most                    %8d MB
                """,
                projects * SpecCorpus.SPECS_PER_PROJECT,
                rounds,
                git.median(),
                plan.median(),
                plan.ratioTo(git),
                fetch.median(),
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private static void requireChanges(CorpusAgent agent) {
        if (agent.plan(agent.head()).plan().changes().isEmpty()) {
            throw new IllegalStateException("the commit changes nothing");
        }
    }

    /// A commit of one file: a text for people, a field of a deployment, tags, a version, a new
    /// file.
    private void commit(int number) throws IOException {
        int project = number / 2 * 7 % projects;
        String folder = SpecCorpus.folder(project);
        Map<String, String> files = SpecCorpus.project(project);
        switch (number / 2 % KINDS) {
            case 0 ->
                    change(
                            folder + "endpoints/endpoint.yml",
                            files,
                            "description: Scores",
                            "description: Commit " + number + " scores");
            case 1 ->
                    change(
                            folder + "endpoints/blue.yml",
                            files,
                            "instance_count: 1",
                            "instance_count: " + (2 + number));
            case 2 ->
                    change(
                            folder + "data/raw.yml",
                            files,
                            "version: 1",
                            "version: 1\ntags: {n: t" + number + "}");
            case 3 ->
                    change(folder + "models/base.yml", files, "version: 1", "version: v" + number);
            default ->
                    corpus.change(
                            folder + "models/more" + number + ".yml",
                            files.getOrDefault(folder + "models/base.yml", "")
                                    .replace("name: base", "name: more" + number));
        }
    }

    private void change(String path, Map<String, String> files, String text, String other)
            throws IOException {
        corpus.change(path, files.getOrDefault(path, "").replace(text, other));
    }
}
