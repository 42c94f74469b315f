package dev.plumbline.spec.workspace;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Under which conditions changes of a workspace are applied.
///
/// @param approvals all rules that cover a resource must be met
/// @param written as it stands in `plumbline.yml`, which a release keeps
public record Policy(
        SyncPolicy sync, List<ApprovalRule> approvals, Optional<Freeze> freeze, Fields written) {
    /// What holds where nothing is written.
    public static final Policy DEFAULT =
            new Policy(SyncPolicy.DEFAULT, List.of(), Optional.empty(), Fields.EMPTY);

    private static final List<String> KEYS = List.of("sync", "approvals", "freeze");

    public Policy {
        approvals = List.copyOf(approvals);
    }

    /// Reads back what [#written] gave.
    ///
    /// @throws IllegalArgumentException when it holds what this version cannot read
    public static Policy read(Fields written) {
        List<EntryFault> faults = new ArrayList<>();
        Policy policy = new PolicyReader(List.of(), faults).read(written);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.getFirst().message());
        }
        return policy;
    }

    /// The keys of a workspace that make its policy.
    static Fields written(Fields workspace) {
        Map<String, Value> written = new LinkedHashMap<>();
        KEYS.forEach(key -> workspace.get(key).ifPresent(value -> written.put(key, value)));
        return new Fields(written);
    }

    /// Whether another says the same, however it is written.
    public boolean isSameAs(Policy other) {
        return sync.equals(other.sync)
                && approvals.equals(other.approvals)
                && freeze.equals(other.freeze);
    }

    /// The same, demanding more approvals, and holding more deletes.
    public Policy with(List<ApprovalRule> more, PruneGuard guard) {
        return new Policy(
                sync.with(guard),
                Stream.concat(more.stream(), approvals.stream()).toList(),
                freeze,
                written);
    }
}
