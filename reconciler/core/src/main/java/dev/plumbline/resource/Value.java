package dev.plumbline.resource;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A value of a spec: what YAML can say, and beyond it what a field means here: files of the
/// repository, references to other resources, and what is not known before something else has
/// happened.
public sealed interface Value {
    /// A number as a text spells it; of so few digits that no arithmetic with it takes long.
    Pattern DECIMAL =
            Pattern.compile(
                    "[+-]?([0-9]{1,30}\\.?[0-9]{0,30}|\\.[0-9]{1,30})([eE][+-]?[0-9]{1,3})?");

    record Text(String text) implements Value {}

    record Bool(boolean value) implements Value {}

    /// A number; equal when numerically equal, so that `1`, `1.0` and `1e0` are one value.
    ///
    /// @param written as it stands in the spec, for fields that take text: `1.10` is a version of
    ///   that name
    record Num(BigDecimal value, String written) implements Value {
        public Num {
            value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        }

        public Num(BigDecimal value) {
            this(value, value.toPlainString());
        }

        public static Num of(long value) {
            return new Num(BigDecimal.valueOf(value));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Num number && number.value.equals(value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }
    }

    enum Null implements Value {
        NULL
    }

    record Items(List<Value> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /// A mapping; keeps the order in which it was written, is equal in any order.
    record Fields(Map<String, Value> fields) implements Value {
        public static final Fields EMPTY = new Fields(Map.of());

        public Fields {
            fields = FieldMap.copyOf(fields);
        }

        public Optional<Value> get(String key) {
            return Optional.ofNullable(fields.get(key));
        }

        public Optional<String> text(String key) {
            return get(key).filter(value -> !(value instanceof Null)).map(Value::display);
        }

        /// The number under a key, also one in quotes.
        public Optional<BigDecimal> number(String key) {
            return get(key).flatMap(Value::asNumber);
        }

        /// The mapping under a key; empty when there is none.
        public Fields fields(String key) {
            return fields.get(key) instanceof Fields nested ? nested : EMPTY;
        }

        public boolean has(String key) {
            return fields.containsKey(key);
        }

        public boolean isEmpty() {
            return fields.isEmpty();
        }

        public Fields with(String key, Value value) {
            return new Fields(FieldMap.copyOf(fields).with(key, value));
        }

        public Fields without(String key) {
            return new Fields(FieldMap.copyOf(fields).without(key));
        }

        /// Replaces every leaf; the shape stays.
        public Fields mapLeaves(UnaryOperator<Value> change) {
            return (Fields) Value.mapLeaves(this, change);
        }
    }

    /// Files of the repository that a field points at, such as `code: ../src`. Equal when the files
    /// are, wherever they lie. The list of files is empty when the value was read back from a
    /// release, which keeps only the digest.
    record Content(String path, Digest digest, List<ContentFile> files) implements Value {
        public Content {
            Objects.requireNonNull(path);
            files = List.copyOf(files);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Content content && content.digest.equals(digest);
        }

        @Override
        public int hashCode() {
            return digest.hashCode();
        }
    }

    /// One file of a content: its path below the content's root (empty when the content is a single
    /// file), the id of its Git blob, and whether it is executable.
    record ContentFile(String path, String blob, boolean executable) {}

    /// A reference to an asset as written, not resolved yet.
    record Reference(String text, ResourceId target, Selector selector) implements Value {}

    /// Which version a reference asks for.
    sealed interface Selector {
        record Version(String version) implements Selector {}

        record Label(String label) implements Selector {}

        /// No version written: the current one.
        record Current() implements Selector {}
    }

    /// A reference that became one version of an asset. The digest says what that version means; it
    /// is absent for an asset that Plumbline did not register.
    record Resolved(VersionedId asset, Optional<Digest> digest) implements Value {
        @Override
        public boolean equals(Object other) {
            return other instanceof Resolved resolved && resolved.asset.equals(asset);
        }

        @Override
        public int hashCode() {
            return asset.hashCode();
        }
    }

    /// Not known until the producer has done its part.
    record Unknown(ResourceId producer, String what) implements Value {}

    /// A number, or the number that a text in quotes spells.
    static Optional<BigDecimal> asNumber(Value value) {
        return switch (value) {
            case Num(var number, _) -> Optional.of(number);
            case Text(var text) when DECIMAL.matcher(text.strip()).matches() ->
                    Optional.of(new BigDecimal(text.strip()));
            case Value _ -> Optional.empty();
        };
    }

    static Text text(String text) {
        return new Text(text);
    }

    /// The value as a person reads it, on one line.
    default String display() {
        return switch (this) {
            case Text(var text) -> text;
            case Bool(var value) -> Boolean.toString(value);
            case Num(var value, _) -> value.toPlainString();
            case Null _ -> "null";
            case Items(var items) -> items.stream().map(Value::display).toList().toString();
            case Fields(var fields) -> {
                List<String> parts = new ArrayList<>();
                fields.forEach((key, value) -> parts.add(key + ": " + value.display()));
                yield "{" + String.join(", ", parts) + "}";
            }
            case Content(var path, var digest, _) -> path + "@" + digest.shortForm();
            case Reference(var text, _, _) -> text;
            case Resolved(var asset, _) -> asset.reference();
            case Unknown(var producer, var what) -> "(" + what + ", known after " + producer + ")";
        };
    }

    /// Whether some part of the value is not known yet.
    static boolean hasUnknown(Value value) {
        return switch (value) {
            case Unknown _ -> true;
            case Items(var items) -> items.stream().anyMatch(Value::hasUnknown);
            case Fields(var fields) -> fields.values().stream().anyMatch(Value::hasUnknown);
            case Text _, Bool _, Num _, Null _, Content _, Reference _, Resolved _ -> false;
        };
    }

    /// The leaves of the value, in the order written.
    static List<Value> leaves(Value value) {
        List<Value> found = new ArrayList<>();
        collect(value, found);
        return found;
    }

    private static void collect(Value value, List<Value> found) {
        switch (value) {
            case Items(var items) -> items.forEach(item -> collect(item, found));
            case Fields(var fields) -> fields.forEach((_, item) -> collect(item, found));
            case Text _, Bool _, Num _, Null _, Content _, Reference _, Resolved _, Unknown _ ->
                    found.add(value);
        }
    }

    /// What stays as it is, is the same object.
    @SuppressWarnings("ReferenceEquality")
    private static Value mapLeaves(Value value, UnaryOperator<Value> change) {
        return switch (value) {
            case Items(var items) -> {
                List<Value> mapped = items.stream().map(item -> mapLeaves(item, change)).toList();
                yield areSame(items, mapped) ? value : new Items(mapped);
            }
            case Fields(var fields) -> {
                FieldMap mapped = FieldMap.copyOf(fields).mapped(item -> mapLeaves(item, change));
                yield mapped == fields ? value : new Fields(mapped);
            }
            case Text _, Bool _, Num _, Null _, Content _, Reference _, Resolved _, Unknown _ ->
                    change.apply(value);
        };
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean areSame(List<Value> some, List<Value> others) {
        return IntStream.range(0, some.size()).allMatch(i -> some.get(i) == others.get(i));
    }
}
