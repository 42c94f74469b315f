package dev.plumbline.agent.loop;

import dev.plumbline.ledger.Ledgers;
import dev.plumbline.plan.Orphan;
import dev.plumbline.plan.OrphanFinder;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.PlatformException;
import dev.plumbline.platform.Scope;
import dev.plumbline.repository.GitRepository;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The workspaces of a repository that have a ledger and are declared no more, with what they left
/// on the platforms.
final class VanishedWorkspaces {
    private static final Logger LOG = LoggerFactory.getLogger(VanishedWorkspaces.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

    private final String repository;
    private final GitRepository clone;
    private final List<Platform> platforms;
    private final InstantSource clock;
    private Instant next = Instant.MIN;
    private volatile List<Vanished> found = List.of();

    /// @param repository its name in the agent
    VanishedWorkspaces(
            String repository, GitRepository clone, Platforms platforms, InstantSource clock) {
        this.repository = repository;
        this.clone = clone;
        this.platforms = List.copyOf(platforms.byName().values());
        this.clock = clock;
    }

    /// Those that left something, as of the last look.
    List<Vanished> found() {
        return found;
    }

    /// Looks when something signalled, or when the last look is long past.
    ///
    /// @param declared the short names of the workspaces of the head
    void look(Set<String> declared, boolean signalled) {
        Set<String> names = new TreeSet<>(Ledgers.workspaces(clone));
        names.removeAll(declared);
        if (names.isEmpty()) {
            found = List.of();
            return;
        }
        Instant now = clock.instant();
        if (signalled || !now.isBefore(next)) {
            next = now.plus(BETWEEN_LOOKS);
            names.forEach(this::look);
        }
        found = found.stream().filter(each -> names.contains(each.shortName())).toList();
    }

    private void look(String name) {
        Optional<Vanished> before =
                found.stream().filter(each -> each.shortName().equals(name)).findFirst();
        Optional<Vanished> now;
        try {
            now = Optional.of(left(name)).filter(each -> !each.orphans().isEmpty());
        } catch (PlatformException e) {
            LOG.warn("{}/{}: what it left cannot be read: {}", repository, name, e.getMessage());
            return;
        }
        if (!now.equals(before)) {
            List<Vanished> all = new ArrayList<>(found);
            before.ifPresent(all::remove);
            now.ifPresent(all::add);
            found = List.copyOf(all);
            now.ifPresent(VanishedWorkspaces::tell);
        }
    }

    private static void tell(Vanished vanished) {
        LOG.warn(
                "{}: the workspace is declared no more and leaves {}; `plumb status` says what to do",
                vanished.workspace(),
                vanished.orphans().stream().map(each -> each.id().toString()).toList());
    }

    private Vanished left(String name) {
        String workspace = repository + "/" + name;
        TreeMap<String, Orphan> orphans = new TreeMap<>();
        for (Platform platform : platforms) {
            for (Observed there : platform.observe(new Scope(workspace)).resources().values()) {
                OrphanFinder.owner(there)
                        .filter(owner -> owner.workspace().equals(workspace))
                        .ifPresent(owner ->
                                orphans.put(
                                        there.id().toString(),
                                        Vanished.orphan(name, there.id(), owner)));
            }
        }
        return new Vanished(workspace, List.copyOf(orphans.values()));
    }
}
