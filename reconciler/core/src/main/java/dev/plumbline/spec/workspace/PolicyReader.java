package dev.plumbline.spec.workspace;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.problem.Nearest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads the policy of the workspace at a place of `plumbline.yml`.
final class PolicyReader {
    private final List<String> at;
    private final List<EntryFault> faults;

    PolicyReader(List<String> at, List<EntryFault> faults) {
        this.at = at;
        this.faults = faults;
    }

    Policy read(Fields workspace) {
        return new Policy(
                sync(workspace.fields("sync")),
                approvals(workspace),
                freeze(workspace),
                Policy.written(workspace));
    }

    private SyncPolicy sync(Fields sync) {
        return new SyncPolicy(
                flag(sync, "automated"),
                flag(sync, "prune"),
                flag(sync, "self_heal"),
                duration(sync, "grace_period").orElse(SyncPolicy.DEFAULT.gracePeriod()),
                duration(sync, "keep_warm").orElse(SyncPolicy.DEFAULT.keepWarm()),
                windows(sync),
                pruneGuard(sync).orElse(PruneGuard.DEFAULT));
    }

    private Optional<Duration> duration(Fields sync, String key) {
        return sync.text(key)
                .flatMap(text ->
                        checked(at, List.of("sync", key), () -> PlumblineFile.duration(text)));
    }

    /// What is written; what is not is as by default.
    static Optional<PruneGuard> pruneGuard(Fields policy) {
        if (!policy.has("prune_guard")) {
            return Optional.empty();
        }
        Fields guard = policy.fields("prune_guard");
        return Optional.of(
                new PruneGuard(
                        guard.number("max_share").orElse(PruneGuard.DEFAULT.maxShare()),
                        guard.number("always_allowed")
                                .map(BigDecimal::intValue)
                                .orElse(PruneGuard.DEFAULT.alwaysAllowed()),
                        guard.has("confirm")
                                ? new HashSet<>(PlumblineFile.texts(guard, "confirm"))
                                : PruneGuard.DEFAULT.confirm()));
    }

    private List<SyncWindow> windows(Fields sync) {
        List<Fields> entries = PlumblineFile.items(sync, "windows");
        List<SyncWindow> windows = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            List<String> place = PlumblineFile.at(at, "sync", "windows", String.valueOf(i));
            window(entries.get(i), place).ifPresent(windows::add);
        }
        return windows;
    }

    private Optional<SyncWindow> window(Fields window, List<String> place) {
        Optional<Duration> duration = checked(place, "duration", () -> length(window));
        Optional<ZoneId> zone = checked(place, "time_zone", () -> zone(window));
        Optional<CronSchedule> schedule =
                zone.flatMap(known ->
                        checked(
                                place,
                                "schedule",
                                () -> CronSchedule.of(window.text("schedule").orElse(""), known)));
        List<String> resources = PlumblineFile.texts(window, "resources");
        return schedule.flatMap(when ->
                duration.map(length ->
                        new SyncWindow(
                                window.text("kind").orElse("").equals("allow")
                                        ? SyncWindow.Kind.ALLOW
                                        : SyncWindow.Kind.DENY,
                                when,
                                length,
                                (resources.isEmpty() ? List.of("**") : resources)
                                        .stream().map(Glob::of).toList())));
    }

    private static Duration length(Fields window) {
        Duration duration = PlumblineFile.duration(window.text("duration").orElse(""));
        if (duration.compareTo(Duration.ofMinutes(1)) < 0
                || duration.compareTo(Duration.ofDays(366)) > 0) {
            throw new IllegalArgumentException(
                    "the duration of the window is \"%s\"; it must be from 1m to 366d"
                            .formatted(window.text("duration").orElse("")));
        }
        return duration;
    }

    private static ZoneId zone(Fields window) {
        String name = window.text("time_zone").orElse("UTC");
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw new IllegalArgumentException(
                    "time_zone is \"%s\"; it must be a name of the IANA database, such as Europe/Berlin%s"
                            .formatted(
                                    name,
                                    Nearest.to(name, List.copyOf(ZoneId.getAvailableZoneIds()))
                                            .map(near -> "; did you mean \"" + near + "\"?")
                                            .orElse("")));
        }
        return ZoneId.of(name);
    }

    private Optional<Freeze> freeze(Fields workspace) {
        return workspace
                .get("freeze")
                .flatMap(freeze ->
                        switch (freeze) {
                            case Value.Bool(var isOn) ->
                                    isOn
                                            ? Optional.of(
                                                    new Freeze(Optional.empty(), Optional.empty()))
                                            : Optional.empty();
                            case Fields fields ->
                                    Optional.of(
                                            new Freeze(
                                                    checked(
                                                                    at,
                                                                    List.of("freeze", "until"),
                                                                    () -> until(fields))
                                                            .flatMap(until -> until),
                                                    fields.text("reason")));
                            case Value _ -> Optional.empty();
                        });
    }

    private static Optional<Instant> until(Fields freeze) {
        return freeze.text("until")
                .map(text -> {
                    try {
                        return OffsetDateTime.parse(text).toInstant();
                    } catch (DateTimeParseException e) {
                        throw new IllegalArgumentException(
                                "freeze.until is \"%s\"; it must be a moment with its offset, such as 2026-12-27T06:00:00+01:00"
                                        .formatted(text),
                                e);
                    }
                });
    }

    private <T> Optional<T> checked(List<String> place, String key, Supplier<T> read) {
        return checked(place, List.of(key), read);
    }

    private <T> Optional<T> checked(List<String> place, List<String> keys, Supplier<T> read) {
        return PlumblineFile.checked(
                read, PlumblineFile.at(place, keys.toArray(String[]::new)), faults);
    }

    private List<ApprovalRule> approvals(Fields workspace) {
        List<Fields> rules = PlumblineFile.items(workspace, "approvals");
        List<ApprovalRule> approvals = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            Fields rule = rules.get(i);
            checked(at, List.of("approvals", String.valueOf(i), "required"), () -> approval(rule))
                    .ifPresent(approvals::add);
        }
        return approvals;
    }

    static ApprovalRule approval(Fields rule) {
        return new ApprovalRule(
                PlumblineFile.texts(rule, "resources").stream().map(Glob::of).toList(),
                rule.text("required").map(PolicyReader::number).orElse(1),
                PlumblineFile.texts(rule, "from"));
    }

    private static int number(String required) {
        try {
            return Integer.parseInt(required);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(
                    "approvals.required is " + required + "; it must be a smaller number");
        }
    }

    private static boolean flag(Fields fields, String key) {
        return !(fields.get(key).orElse(Value.Null.NULL) instanceof Value.Bool(var value)) || value;
    }
}
