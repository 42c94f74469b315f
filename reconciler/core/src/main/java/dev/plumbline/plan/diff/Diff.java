package dev.plumbline.plan.diff;

import dev.plumbline.resource.FieldDiff;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import dev.plumbline.resource.Value.Num;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The three-way difference of a resource: what is declared, what was applied last, and what is
/// live. Only declared fields are compared; a field that was applied and is declared no more goes
/// back to its default; what nobody declared stays.
public final class Diff {
    /// Mappings that are owned whole: an entry that is not declared is one too many.
    private static final Set<String> OWNED_WHOLE = Set.of("traffic", "mirror_traffic");

    private Diff() {}

    /// @param last what was applied last; empty without a ledger: then nothing is taken away
    public static List<FieldDiff> between(Fields desired, Optional<Fields> last, Fields live) {
        List<FieldDiff> diffs = new ArrayList<>();
        compare("", desired, last.orElse(Fields.EMPTY), live, diffs);
        return List.copyOf(diffs);
    }

    /// As [#between], for two specs of which the second was applied: every field counts.
    public static List<FieldDiff> since(Fields applied, Fields desired) {
        return between(desired, Optional.of(applied), applied);
    }

    private static void compare(
            String prefix, Fields desired, Fields last, Fields live, List<FieldDiff> diffs) {
        desired.fields()
                .forEach((key, wanted) -> compareField(prefix, key, wanted, last, live, diffs));
        live.fields()
                .forEach((key, there) -> {
                    if (isSet(live, key) && !isSet(desired, key)) {
                        compareUndeclared(prefix, key, last, there, diffs);
                    }
                });
    }

    /// A mapping that was applied is shared with others: only what was applied of it is taken away.
    private static void compareUndeclared(
            String prefix, String key, Fields last, Value there, List<FieldDiff> diffs) {
        if (there instanceof Fields nested
                && last.get(key).orElse(Value.Null.NULL) instanceof Fields applied
                && !OWNED_WHOLE.contains(prefix + key)) {
            compare(prefix + key + ".", Fields.EMPTY, applied, nested, diffs);
        } else if (last.has(key) || isOwnedWhole(prefix) && !isZero(there)) {
            diffs.add(new FieldDiff(prefix + key, Optional.of(there), Optional.empty()));
        }
    }

    private static void compareField(
            String prefix,
            String key,
            Value wanted,
            Fields last,
            Fields live,
            List<FieldDiff> diffs) {
        Optional<Value> there = live.get(key).filter(value -> !(value instanceof Value.Null));
        if (wanted instanceof Value.Null) {
            return;
        }
        if (wanted instanceof Fields nested
                && there.isPresent()
                && there.get() instanceof Fields liveNested) {
            compare(prefix + key + ".", nested, last.fields(key), liveNested, diffs);
        } else if (there.isEmpty()
                ? !saysNothing(prefix, key, wanted)
                : !same(wanted, there.get())) {
            diffs.add(new FieldDiff(prefix + key, there, Optional.of(wanted)));
        }
    }

    private static boolean isSet(Fields fields, String key) {
        return fields.get(key).filter(value -> !(value instanceof Value.Null)).isPresent();
    }

    /// An empty mapping says no more than its absence, and so does a weight of zero.
    private static boolean saysNothing(String prefix, String key, Value value) {
        return isOwnedWhole(prefix) && isZero(value)
                || value instanceof Fields(var entries)
                        && (entries.isEmpty()
                                || OWNED_WHOLE.contains(prefix + key)
                                        && entries.values().stream().allMatch(Diff::isZero));
    }

    static boolean isOwnedWhole(String prefix) {
        return OWNED_WHOLE.contains(prefix.replaceFirst("\\.$", ""));
    }

    private static boolean isZero(Value value) {
        return value instanceof Num(var number, _) && number.signum() == 0;
    }

    /// Whether two values say the same: scalars by what they read as, so that `1` and `"1"` do.
    static boolean same(Value a, Value b) {
        if (a.equals(b)) {
            return true;
        }
        if (a instanceof Items(var left)
                && b instanceof Items(var right)
                && left.size() == right.size()) {
            for (int i = 0; i < left.size(); i++) {
                if (!same(left.get(i), right.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return isScalar(a) && isScalar(b) && a.display().equals(b.display());
    }

    private static boolean isScalar(Value value) {
        return switch (value) {
            case Value.Text _, Value.Bool _, Value.Num _, Value.Reference _, Value.Resolved _ ->
                    true;
            case Value.Null _, Items _, Fields _, Value.Content _, Value.Unknown _ -> false;
        };
    }
}
