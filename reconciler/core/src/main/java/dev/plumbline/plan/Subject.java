package dev.plumbline.plan;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.ValueJson;
import java.util.Optional;
import java.util.TreeMap;

/// A change as an approval binds it: this action, and exactly these values.
///
/// @param action the word of the contract: `create`
/// @param meaning of the values: another effective spec, or another resolution of one of its
///   references, is another meaning. The digest of a resource does not tell, since most fields of a
///   service are no part of it
public record Subject(ResourceId id, String action, Digest meaning) {
    /// The change that is planned for a resource; empty when none is, while it is not wholly known,
    /// and for a part of another, which is approved with that.
    public static Optional<Subject> of(PlannedResource planned, LastApplied last) {
        boolean known =
                planned.verdict() instanceof Verdict.Due
                        || planned.verdict() instanceof Verdict.Deferred
                                && planned.effective().isPresent();
        ResourceId id = planned.id();
        String action = planned.verdict().action();
        return known && planned.partOf().isEmpty()
                ? meaning(action, id, last.get(id), planned.effective())
                        .map(meaning -> new Subject(id, action, meaning))
                : Optional.empty();
    }

    /// Whether who approved this change approved another one, which puts a drifted resource back or
    /// not.
    public boolean covers(Subject now, boolean drift) {
        return id.equals(now.id)
                && meaning.equals(now.meaning)
                && Approval.covers(action, now.action, drift);
    }

    /// What a change means that leads from one state of a resource to another. A delete means what
    /// it deletes: the same resource made again later is another one.
    public static Optional<Digest> meaning(
            String action,
            ResourceId id,
            Optional<AppliedResource> before,
            Optional<AppliedResource> after) {
        return action.equals("delete")
                ? Optional.of(
                        before.map(applied ->
                                        Digest.ofText(
                                                text("delete", applied) + '\n' + applied.commit()))
                                .orElseGet(() -> Digest.ofText("delete " + id)))
                : after.map(applied -> Digest.ofText(text("put", applied)));
    }

    private static String text(String what, AppliedResource applied) {
        return String.join(
                "\n",
                what,
                applied.id().toString(),
                applied.digest().value(),
                new TreeMap<>(applied.resolutions()).toString(),
                ValueJson.canonical(applied.spec()));
    }
}
