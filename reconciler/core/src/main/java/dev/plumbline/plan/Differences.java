package dev.plumbline.plan;

import dev.plumbline.plan.diff.Diff;
import dev.plumbline.plan.diff.Ignoring;
import dev.plumbline.resource.FieldDiff;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.workspace.FieldPattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// In which fields a resource differs that is there, and in which of them that is left to others.
///
/// @param written what is declared, with the live values of what is left to others
/// @param fields what is to be changed
record Differences(Fields written, List<FieldDiff> fields, List<IgnoredField> ignored) {
    private static final FieldPattern COUNT =
            new FieldPattern("instance_count", List.of("instance_count"));

    static Differences none(Resource resource) {
        return new Differences(resource.spec(), List.of(), List.of());
    }

    /// Of an asset or a job, which has fields that change in place.
    static Differences ofChangeable(Planner.Drafts drafts, Resource resource, Fields live) {
        Fields wanted = AssetPlanner.changeable(resource);
        Differences found =
                of(
                        wanted,
                        drafts.before()
                                .map(before ->
                                        AssetPlanner.changeable(resource.withSpec(before.spec()))),
                        live,
                        drafts.desired().live().ignored(resource.id()),
                        false);
        Fields written = resource.spec();
        for (String key : wanted.fields().keySet()) {
            Optional<Value> kept = found.written().get(key);
            written = kept.isPresent() ? written.with(key, kept.get()) : written.without(key);
        }
        return new Differences(written, found.fields(), found.ignored());
    }

    /// @param told what `ignore_differences` says of the resource
    /// @param autoscaled whether the platform sets how many instances there are
    static Differences of(
            Fields wanted,
            Optional<Fields> last,
            Fields live,
            List<FieldPattern> told,
            boolean autoscaled) {
        List<FieldDiff> all = Diff.between(wanted, last, live);
        if (told.isEmpty() && !autoscaled) {
            return new Differences(wanted, all, List.of());
        }
        List<FieldPattern> patterns = new ArrayList<>(told);
        if (autoscaled) {
            patterns.add(COUNT);
        }
        Ignoring ignoring = new Ignoring(patterns);
        Fields written = ignoring.carry(wanted, live);
        List<FieldDiff> fields = Diff.between(written, last.map(ignoring::without), live);
        Set<FieldDiff> changed = new HashSet<>(fields);
        List<IgnoredField> ignored =
                all.stream()
                        .filter(field -> !changed.contains(field))
                        .map(field ->
                                new IgnoredField(
                                        field,
                                        autoscaled && COUNT.text().equals(field.path())
                                                ? "autoscaling sets it"
                                                : "ignore_differences"))
                        .toList();
        return new Differences(written, fields, ignored);
    }
}
