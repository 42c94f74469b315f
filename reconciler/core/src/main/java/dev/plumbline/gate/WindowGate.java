package dev.plumbline.gate;

import dev.plumbline.plan.PlannedResource;
import dev.plumbline.spec.workspace.SyncWindow;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Holds everything that an open deny window covers, and what allow windows cover while none of
/// them is open. No sync gets past a window, whoever asked for it.
final class WindowGate implements Gate {
    @Override
    public Optional<Hold> judge(PlannedResource change, Case of) {
        List<SyncWindow> covering =
                of.policy().sync().windows().stream()
                        .filter(window -> window.covers(change.id()))
                        .toList();
        return denied(of(SyncWindow.Kind.DENY, covering), of.context().now())
                .or(() -> notAllowed(of(SyncWindow.Kind.ALLOW, covering), of.context().now()));
    }

    private static List<SyncWindow> of(SyncWindow.Kind kind, List<SyncWindow> windows) {
        return windows.stream().filter(window -> window.kind() == kind).toList();
    }

    private static Optional<Hold> denied(List<SyncWindow> denies, Instant now) {
        return denies.stream()
                .flatMap(
                        window -> window.openUntil(now).map(end -> Map.entry(end, window)).stream())
                .max(Map.Entry.comparingByKey())
                .map(open ->
                        Hold.until(
                                Hold.Gate.WINDOW,
                                open.getKey(),
                                "the deny window %s is open until %s; it is applied then"
                                        .formatted(open.getValue().schedule(), open.getKey())));
    }

    private static Optional<Hold> notAllowed(List<SyncWindow> allows, Instant now) {
        boolean isAllowed = allows.stream().anyMatch(window -> window.openUntil(now).isPresent());
        if (allows.isEmpty() || isAllowed) {
            return Optional.empty();
        }
        return allows.stream()
                .flatMap(window ->
                        window.opensAfter(now).map(start -> Map.entry(start, window)).stream())
                .min(Comparator.comparing(Map.Entry::getKey))
                .map(next ->
                        Hold.until(
                                Hold.Gate.WINDOW,
                                next.getKey(),
                                "no allow window is open; %s opens at %s and it is applied then"
                                        .formatted(next.getValue().schedule(), next.getKey())));
    }
}
