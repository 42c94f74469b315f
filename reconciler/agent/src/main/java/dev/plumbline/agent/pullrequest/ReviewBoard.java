package dev.plumbline.agent.pullrequest;

import dev.plumbline.gate.Reviewing;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.webhooks.forge.Feature;
import dev.plumbline.webhooks.forge.Forge;
import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.User;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What the gates know from the forge: whoever judges reads it and waits for nothing; whoever talks
/// to the forge writes it. Made before the loop whose floor holds it.
public final class ReviewBoard implements Reviewing {
    private static final Duration FRESH = Duration.ofMinutes(5);

    private record Team(Set<String> people, Instant asked) {}

    private final InstantSource clock;
    private final Map<String, Team> teams = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> addressees = new ConcurrentHashMap<>();
    private final Map<String, Map<ResourceId, String>> remarks = new ConcurrentHashMap<>();

    public ReviewBoard(InstantSource clock) {
        this.clock = clock;
    }

    /// Whoever has a mail address is its only member.
    @Override
    public Set<String> members(String team) {
        return Optional.ofNullable(teams.get(team))
                .map(Team::people)
                .orElseGet(() -> addressees.getOrDefault(team.toLowerCase(Locale.ROOT), Set.of()));
    }

    /// Takes down which mail addresses the forge gives of someone.
    ///
    /// @return whether one is new
    boolean meet(User user) {
        boolean news = false;
        for (String mail : user.mails()) {
            Set<String> name = Set.of(user.name());
            news |= !name.equals(addressees.put(mail.toLowerCase(Locale.ROOT), name));
        }
        return news;
    }

    @Override
    public Optional<String> remark(String workspace, ResourceId change) {
        return Optional.ofNullable(remarks.getOrDefault(workspace, Map.of()).get(change));
    }

    /// Says why reviews of a workspace's changes do not let them through, in the place of what was
    /// said before.
    ///
    /// @return whether it says something else now
    boolean say(String workspace, Map<ResourceId, String> why) {
        Map<ResourceId, String> before = remarks.put(workspace, Map.copyOf(why));
        return !why.equals(before == null ? Map.of() : before);
    }

    /// Asks the forge who belongs to a team, unless it was asked just now. Who was known before
    /// stays known while the forge does not answer; a team that is gone has nobody.
    ///
    /// @return whether somebody came or went
    boolean ask(Forge forge, String team) {
        Team known = teams.get(team);
        Instant now = clock.instant();
        if (!forge.features().contains(Feature.TEAMS)
                || known != null && now.isBefore(known.asked().plus(FRESH))) {
            return false;
        }
        Set<String> people = people(forge, team);
        teams.put(team, new Team(people, now));
        return known == null ? !people.isEmpty() : !known.people().equals(people);
    }

    private static Set<String> people(Forge forge, String team) {
        try {
            return Set.copyOf(forge.members(team));
        } catch (ForgeException e) {
            if (e.reason() == ForgeException.Reason.NOT_THERE) {
                return Set.of();
            }
            throw e;
        }
    }
}
