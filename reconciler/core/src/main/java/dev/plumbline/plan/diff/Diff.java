package dev.plumbline.plan.diff;

import dev.plumbline.resource.FieldDiff;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import dev.plumbline.resource.Value.Num;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        for (Map.Entry<String, Value> there : live.fields().entrySet()) {
            String key = there.getKey();
            boolean surplus = last.has(key) || isOwnedWhole(prefix) && !isZero(there.getValue());
            if (surplus && !isSet(desired, key) && isSet(live, key)) {
                diffs.add(
                        new FieldDiff(
                                prefix + key, Optional.of(there.getValue()), Optional.empty()));
            }
        }
    }

    private static void compareField(
            String prefix,
            String key,
            Value wanted,
            Fields last,
            Fields live,
            List<FieldDiff> diffs) {
        Optional<Value> there = live.get(key);
        if (wanted instanceof Value.Null) {
            return;
        }
        if (wanted instanceof Fields nested
                && there.isPresent()
                && there.get() instanceof Fields liveNested) {
            compare(prefix + key + ".", nested, last.fields(key), liveNested, diffs);
        } else if (there.isEmpty() ? !saysNothing(prefix, wanted) : !same(wanted, there.get())) {
            diffs.add(new FieldDiff(prefix + key, there, Optional.of(wanted)));
        }
    }

    private static boolean isSet(Fields fields, String key) {
        return fields.get(key).filter(value -> !(value instanceof Value.Null)).isPresent();
    }

    /// An empty mapping says no more than its absence, and so does a weight of zero.
    private static boolean saysNothing(String prefix, Value value) {
        return isOwnedWhole(prefix) && isZero(value)
                || value instanceof Fields fields && fields.isEmpty();
    }

    private static boolean isOwnedWhole(String prefix) {
        return OWNED_WHOLE.contains(prefix.replaceFirst("\\.$", ""));
    }

    private static boolean isZero(Value value) {
        return value instanceof Num(var number) && number.signum() == 0;
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
