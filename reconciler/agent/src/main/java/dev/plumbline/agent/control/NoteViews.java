package dev.plumbline.agent.control;

import dev.plumbline.agent.api.FieldView;
import dev.plumbline.agent.api.NoteView;
import dev.plumbline.plan.IgnoredField;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What plans say beside their changes, as the contract has it.
final class NoteViews {
    private NoteViews() {}

    static List<NoteView> of(Plan plan) {
        return Stream.concat(
                        plan.open().stream().flatMap(each -> open(each).stream()),
                        plan.ignoring().stream().flatMap(each -> ignored(each).stream()))
                .toList();
    }

    /// What is open and no change.
    private static Optional<NoteView> open(PlannedResource planned) {
        return switch (planned.verdict()) {
            case Verdict.Stalled _ -> Optional.of(note(planned, "stalled"));
            case Verdict.Elsewhere _ -> Optional.of(note(planned, "elsewhere"));
            case Verdict.Current _, Verdict.Due _, Verdict.Deferred _, Verdict.Underway _ ->
                    Optional.empty();
        };
    }

    private static NoteView note(PlannedResource planned, String what) {
        return new NoteView(
                planned.id().toString(),
                planned.path(),
                what,
                planned.reason(),
                planned.fields().stream().map(FieldView::of).toList());
    }

    /// What is left as it is, by who says so.
    static List<NoteView> ignored(PlannedResource planned) {
        Map<String, List<IgnoredField>> reasons =
                planned.ignored().stream()
                        .collect(
                                Collectors.groupingBy(
                                        IgnoredField::because, TreeMap::new, Collectors.toList()));
        return reasons.entrySet().stream()
                .map(reason ->
                        new NoteView(
                                planned.id().toString(),
                                planned.path(),
                                "ignored",
                                reason.getKey(),
                                reason.getValue().stream()
                                        .map(each -> FieldView.of(each.field()))
                                        .toList()))
                .toList();
    }
}
