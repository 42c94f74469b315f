import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// How long it takes from a push of one file, with its webhook, until its outcome stands in the
/// ledger of the remote, on the local platform; beside the time that `git fetch` takes for the same
/// push. Arguments: the agent's jar, how many specs, how many pushes, and how many before them that
/// warm the agent up (20).
void main(String[] arguments) throws Exception {
    Path jar = Path.of(arguments[0]).toAbsolutePath();
    int projects = Integer.parseInt(arguments[1]) / MixedCorpus.SPECS_PER_PROJECT;
    int pushes = Integer.parseInt(arguments[2]);
    int warmUp = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 20;
    Path work = Files.createTempDirectory("push-to-ledger");
    BenchGit remote = BenchGit.init(work.resolve("specs.git"));
    remote.commit(MixedCorpus.files(projects), true);
    BenchGit author = BenchGit.clone(remote.folder(), work.resolve("author.git"));
    BenchGit reader = BenchGit.clone(remote.folder(), work.resolve("reader.git"));
    try (QuietForge forge = QuietForge.start();
            BenchAgent agent = BenchAgent.start(jar, remote.folder(), forge.url(), work)) {
        long begun = System.nanoTime();
        agent.awaitSynced();
        System.out.printf("first sync  %6.1f s%n", (System.nanoTime() - begun) / 1e9);
        List<Round> rounds = new ArrayList<>();
        for (int number = 0; number < warmUp + pushes; number++) {
            Round round = round(number, projects, agent, remote, author, reader);
            if (number >= warmUp) {
                rounds.add(round);
            }
        }
        print(rounds);
        Files.writeString(work.resolve("metrics.txt"), agent.get("/metrics"));
        System.out.println("log and metrics of the agent: " + work);
    }
}

/// Milliseconds.
///
/// @param push `git push` itself, before the webhook is sent
/// @param heard until the webhook was answered
/// @param intent until the ledger told what is to be done
/// @param outcome until it told what came of it
/// @param fetch `git fetch` of the same commit into another clone, afterwards
record Round(int kind, double push, double heard, double intent, double outcome, double fetch) {
    double ratio() {
        return outcome / fetch;
    }
}

Round round(
        int number,
        int projects,
        BenchAgent agent,
        BenchGit remote,
        BenchGit author,
        BenchGit reader)
        throws Exception {
    String before = author.run("rev-parse", "main").strip();
    Map.Entry<String, String> change = MixedCorpus.push(number, projects);
    String commit = author.commit(Map.of(change.getKey(), change.getValue()), false);
    Path ledger = remote.folder().resolve("refs/plumbline/ledger/prod");
    String tip = tip(ledger);
    long pushed = System.nanoTime();
    author.run("push", "--quiet", "origin", "main");
    long sent = System.nanoTime();
    agent.push(before, commit);
    double heard = millisSince(sent);
    double intent = Double.NaN;
    while (true) {
        tip = nextTip(ledger, tip, agent, sent);
        double seen = millisSince(sent);
        String entry = remote.run("cat-file", "-p", tip);
        if (!entry.contains("\nSource-Commit: " + commit)) {
            throw new IOException("the ledger tells of something else: " + entry);
        }
        if (entry.contains("\nOutcome: Succeeded")) {
            long fetching = System.nanoTime();
            reader.run("fetch", "--quiet", "origin");
            return new Round(
                    number % MixedCorpus.KINDS_OF_PUSHES,
                    (sent - pushed) / 1e6,
                    heard,
                    intent,
                    seen,
                    millisSince(fetching));
        }
        if (!entry.contains("\nOutcome: Pending")) {
            throw new IOException("the push did not succeed: " + entry);
        }
        intent = seen;
    }
}

String nextTip(Path ledger, String tip, BenchAgent agent, long begun) throws Exception {
    while (true) {
        String now = tip(ledger);
        if (!now.isEmpty() && !now.equals(tip)) {
            return now;
        }
        agent.requireRunning(begun);
        TimeUnit.MILLISECONDS.sleep(1);
    }
}

String tip(Path ledger) throws IOException {
    try {
        return Files.readString(ledger).strip();
    } catch (NoSuchFileException _) {
        return "";
    }
}

void print(List<Round> rounds) {
    System.out.printf("%d pushes, milliseconds    p50      p95      max%n", rounds.size());
    line("git push", rounds, Round::push);
    line("webhook answered", rounds, Round::heard);
    line("intent in the ledger", rounds, Round::intent);
    line("outcome in the ledger", rounds, Round::outcome);
    for (int kind = 0; kind < MixedCorpus.KINDS_OF_PUSHES; kind++) {
        int of = kind;
        List<Round> alike = rounds.stream().filter(round -> round.kind() == of).toList();
        if (!alike.isEmpty()) {
            line("  kind " + kind, alike, Round::outcome);
        }
    }
    line("git fetch", rounds, Round::fetch);
    line("times git fetch", rounds, Round::ratio);
}

void line(
        String name, List<Round> rounds, java.util.function.ToDoubleFunction<Round> millis) {
    double[] sorted = rounds.stream().mapToDouble(millis).sorted().toArray();
    System.out.printf(
            "%-22s %8.1f %8.1f %8.1f%n",
            name, rank(sorted, 0.5), rank(sorted, 0.95), sorted[sorted.length - 1]);
}

double rank(double[] sorted, double quantile) {
    return sorted[(int) Math.ceil(quantile * sorted.length) - 1];
}

double millisSince(long begun) {
    return (System.nanoTime() - begun) / 1e6;
}
