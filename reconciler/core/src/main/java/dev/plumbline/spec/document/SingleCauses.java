package dev.plumbline.spec.document;

import dev.plumbline.spec.problem.Nearest;
import dev.plumbline.spec.problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Keeps one fault for each mistake: what is wrong in two ways is wrong once, a key may be missing
/// for being misspelt, and what a mapping may hold nobody can tell while its `type` is wrong.
final class SingleCauses {
    private static final String TYPE = "type";

    private SingleCauses() {}

    static List<SchemaFault> of(List<SchemaFault> faults) {
        List<SchemaFault> kept = new ArrayList<>();
        faults.stream()
                .sorted(
                        Comparator.comparingInt(
                                fault -> fault.severity() == Severity.ERROR ? 0 : 1))
                .filter(fault -> faults.stream().noneMatch(other -> explains(other, fault)))
                .filter(fault -> kept.stream().noneMatch(other -> isSame(other, fault)))
                .forEach(kept::add);
        return kept;
    }

    /// Two faults of one key, or of one value.
    private static boolean isSame(SchemaFault one, SchemaFault other) {
        return one.path().equals(other.path())
                && one.atKey() == other.atKey()
                && one.missing().isEmpty()
                && other.missing().isEmpty();
    }

    private static boolean explains(SchemaFault cause, SchemaFault fault) {
        return cause.misspelt()
                        && fault.missing().isPresent()
                        && mapping(cause).equals(fault.path())
                || isType(cause)
                        && !isType(fault)
                        && mapping(fault).size() >= mapping(cause).size()
                        && mapping(fault).subList(0, mapping(cause).size()).equals(mapping(cause));
    }

    /// Whether a mapping below the top has no `type` that can be understood. What a whole document
    /// is its `$schema` says.
    private static boolean isType(SchemaFault fault) {
        if (fault.missing().isPresent() || fault.path().size() < 2) {
            return false;
        }
        String key = fault.path().getLast();
        return key.equals(TYPE) || fault.atKey() && Nearest.to(key, List.of(TYPE)).isPresent();
    }

    /// The mapping whose keys or values are at fault.
    private static List<String> mapping(SchemaFault fault) {
        return fault.missing().isPresent() || fault.path().isEmpty()
                ? fault.path()
                : fault.path().subList(0, fault.path().size() - 1);
    }
}
