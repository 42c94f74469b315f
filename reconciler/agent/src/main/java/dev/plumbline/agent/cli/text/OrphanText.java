package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.OrphanView;
import java.util.List;
import java.util.stream.Collectors;

/// What is left on the platform and declared no more.
final class OrphanText {
    private OrphanText() {}

    /// A block per orphan, each after an empty line; nothing when there is none.
    static String of(List<OrphanView> orphans, Ink ink) {
        return orphans.stream()
                .map(orphan ->
                        "\n%s %s%s\n      %s\n      %s\n"
                                .formatted(
                                        ink.attention("  ?"),
                                        ink.strong(orphan.id()),
                                        ink.faint("  orphan of " + orphan.workspace()),
                                        orphan.reason(),
                                        orphan.advice()))
                .collect(Collectors.joining());
    }
}
