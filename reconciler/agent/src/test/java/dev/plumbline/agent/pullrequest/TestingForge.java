package dev.plumbline.agent.pullrequest;

import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.Annotation;
import dev.plumbline.webhooks.forge.CommitStatus;
import dev.plumbline.webhooks.forge.Feature;
import dev.plumbline.webhooks.forge.Forge;
import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.Proposal;
import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.PullRequest.State;
import dev.plumbline.webhooks.forge.Review;
import dev.plumbline.webhooks.forge.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A forge in memory over a real repository, whose branches and merges are Git's own.
final class TestingForge implements Forge {
    enum Merge {
        MERGE,
        SQUASH,
        REBASE
    }

    private static final class Opened {
        private final long number;
        private final User author;
        private final String branch;
        private final String base;
        private final Set<User> writers = new HashSet<>();
        private final Map<String, Review> reviews = new TreeMap<>();
        private State state = State.OPEN;
        private Optional<Revision> head = Optional.empty();
        private Optional<Revision> merged = Optional.empty();

        private Opened(long number, User author, String branch, String base) {
            this.number = number;
            this.author = author;
            this.branch = branch;
            this.base = base;
        }
    }

    private final Path repository;
    private final Map<Long, Opened> pullRequests = new TreeMap<>();
    private final Map<String, Set<String>> teams = new TreeMap<>();
    private final Map<String, String> comments = new LinkedHashMap<>();
    private final List<String> statuses = new ArrayList<>();
    private final List<Annotation> annotations = new ArrayList<>();
    private final List<Proposal> proposals = new ArrayList<>();
    private boolean away;

    TestingForge(Path repository) {
        this.repository = repository;
    }

    synchronized long opens(String author, String branch) {
        return opens(author, branch, "main");
    }

    synchronized long opens(String author, String branch, String base) {
        Opened opened = new Opened(pullRequests.size() + 1, User.named(author), branch, base);
        opened.writers.add(opened.author);
        pullRequests.put(opened.number, opened);
        return opened.number;
    }

    synchronized void wrote(long number, String user) {
        opened(number).writers.add(User.named(user));
    }

    /// A review of the head as it is now.
    synchronized void reviews(long number, String by, Review.Verdict verdict) {
        Opened opened = opened(number);
        opened.reviews.put(
                by,
                new Review(
                        User.named(by),
                        verdict,
                        Optional.of(head(opened)),
                        true,
                        Instant.now(),
                        URI.create("https://forge.example.com/pulls/" + number + "#review")));
    }

    synchronized void isIn(String team, String... people) {
        teams.put(team, Set.of(people));
    }

    synchronized void isAway(boolean now) {
        away = now;
    }

    synchronized void closes(long number) {
        Opened opened = opened(number);
        opened.head = Optional.of(head(opened));
        opened.state = State.CLOSED;
    }

    /// Merges as forges do.
    synchronized Revision merges(long number, Merge how) {
        Opened opened = opened(number);
        String tree = git("merge-tree", "--write-tree", opened.base, opened.branch);
        return merges(number, how, tree);
    }

    /// Merges with another result than the merge has, as someone who resolves conflicts may.
    synchronized Revision merges(long number, Merge how, String tree) {
        Opened opened = opened(number);
        Revision head = head(opened);
        String base = git("rev-parse", opened.base);
        List<String> command =
                new ArrayList<>(List.of("commit-tree", tree, "-m", "Merge #" + number, "-p", base));
        if (how == Merge.MERGE) {
            command.addAll(List.of("-p", head.commit()));
        }
        Revision merged = new Revision(git(command.toArray(String[]::new)));
        git("update-ref", "refs/heads/" + opened.base, merged.commit());
        opened.head = Optional.of(head);
        opened.merged = Optional.of(merged);
        opened.state = State.MERGED;
        return merged;
    }

    synchronized Map<String, String> comments() {
        return new LinkedHashMap<>(comments);
    }

    synchronized List<String> statuses() {
        return List.copyOf(statuses);
    }

    synchronized List<Annotation> annotations() {
        return List.copyOf(annotations);
    }

    /// What was asked to be opened, in order.
    synchronized List<Proposal> proposals() {
        return List.copyOf(proposals);
    }

    private Opened opened(long number) {
        return Optional.ofNullable(pullRequests.get(number)).orElseThrow();
    }

    private Revision head(Opened opened) {
        return opened.head.orElseGet(
                () -> new Revision(git("rev-parse", "refs/heads/" + opened.branch)));
    }

    private String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of("-c", "user.name=Forge", "-c", "user.email=forge@example.com"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String out =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + out);
            }
            return out.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private PullRequest view(Opened opened) {
        return new PullRequest(
                opened.number,
                "A change",
                URI.create("https://forge.example.com/pulls/" + opened.number),
                opened.author,
                opened.base,
                opened.branch,
                head(opened),
                opened.state,
                opened.merged,
                false,
                false);
    }

    /// What its merge left, and the commits that it was made of.
    private List<String> brought(Opened opened) {
        String merged = opened.merged.orElseThrow().commit();
        return git("rev-list", merged, head(opened).commit(), "^" + merged + "^1").lines().toList();
    }

    private void requireThere() {
        if (away) {
            throw new ForgeException(
                    ForgeException.Reason.UNAVAILABLE, "forge.example.com does not answer");
        }
    }

    @Override
    public Set<Feature> features() {
        return EnumSet.allOf(Feature.class);
    }

    @Override
    public synchronized List<PullRequest> open(String branch) {
        requireThere();
        return pullRequests.values().stream()
                .filter(each -> each.state == State.OPEN && each.base.equals(branch))
                .map(this::view)
                .toList();
    }

    @Override
    public synchronized PullRequest pullRequest(long number) {
        requireThere();
        return view(opened(number));
    }

    @Override
    public synchronized List<PullRequest> bringing(Revision commit) {
        requireThere();
        return pullRequests.values().stream()
                .filter(each -> each.state == State.MERGED)
                .filter(each -> brought(each).contains(commit.commit()))
                .map(this::view)
                .toList();
    }

    @Override
    public synchronized Set<User> writers(PullRequest pullRequest) {
        requireThere();
        return Set.copyOf(opened(pullRequest.number()).writers);
    }

    @Override
    public synchronized List<Review> reviews(PullRequest pullRequest) {
        requireThere();
        Opened opened = opened(pullRequest.number());
        return opened.reviews.values().stream()
                .map(review ->
                        new Review(
                                review.by(),
                                review.verdict(),
                                review.commit(),
                                review.commit().equals(Optional.of(head(opened))),
                                review.at(),
                                review.page()))
                .toList();
    }

    @Override
    public synchronized Set<String> members(String team) {
        requireThere();
        return teams.getOrDefault(team, Set.of());
    }

    @Override
    public synchronized void comment(PullRequest pullRequest, String mark, String markdown) {
        requireThere();
        comments.put(pullRequest.shortForm() + " " + mark, markdown);
    }

    @Override
    public synchronized void report(Revision commit, CommitStatus status) {
        requireThere();
        statuses.add(
                "%s %s %s: %s"
                        .formatted(
                                commit.shortForm(),
                                status.context(),
                                status.state(),
                                status.text()));
    }

    @Override
    public synchronized void annotate(Revision commit, String name, List<Annotation> problems) {
        requireThere();
        annotations.addAll(problems);
    }

    @Override
    public synchronized PullRequest propose(Proposal proposal) {
        requireThere();
        proposals.add(proposal);
        long number =
                pullRequests.values().stream()
                        .filter(each ->
                                each.state == State.OPEN
                                        && each.branch.equals(proposal.branch())
                                        && each.base.equals(proposal.base()))
                        .map(each -> each.number)
                        .findFirst()
                        .orElseGet(() -> opens("plumbline", proposal.branch(), proposal.base()));
        return view(opened(number));
    }

    @Override
    public void close() {}
}
