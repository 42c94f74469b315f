package dev.plumbline.gate;

import dev.plumbline.spec.workspace.ApprovalRule;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Who belongs to which team. Names are compared without regard to case, as forges do. A mail
/// address is the team of those who have it.
///
/// @param members of the teams of the agent's configuration
/// @param elsewhere the members of every other team
public record Teams(Map<String, Set<String>> members, Function<String, Set<String>> elsewhere) {
    public static final Teams NONE = new Teams(Map.of());

    /// Those of the agent's configuration alone.
    public Teams(Map<String, Set<String>> members) {
        this(members, _ -> Set.of());
    }

    /// The same, where other teams are known elsewhere.
    Teams with(Function<String, Set<String>> others) {
        return new Teams(members, others);
    }

    public Teams {
        Map<String, Set<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        members.forEach((team, people) -> copy.put(team, Set.copyOf(people)));
        members = copy;
    }

    /// Whether a person is named by a list of people and `@teams`; an empty one names everyone.
    public boolean isNamed(String person, List<String> from) {
        return from.isEmpty() || from.stream().anyMatch(name -> isNamed(person, name));
    }

    private boolean isNamed(String person, String name) {
        if (name.equals(ApprovalRule.CODE_OWNERS)) {
            return false;
        }
        return name.startsWith("@")
                ? isOf(person, name.substring(1))
                : person.equalsIgnoreCase(name) || name.contains("@") && isOf(person, name);
    }

    private boolean isOf(String person, String team) {
        return people(team).stream().anyMatch(person::equalsIgnoreCase);
    }

    private Set<String> people(String team) {
        Set<String> configured = members.get(team);
        return configured == null ? elsewhere.apply(team) : configured;
    }

    /// The people of some whom a list names, each once.
    public List<String> named(List<String> people, List<String> from) {
        return people.stream()
                .filter(person -> isNamed(person, from))
                .collect(
                        Collectors.toMap(
                                person -> person,
                                person -> person,
                                (first, _) -> first,
                                () -> new TreeMap<>(Comparator.comparing(String::toLowerCase))))
                .values()
                .stream()
                .toList();
    }
}
