package dev.plumbline.spec.workspace;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pattern over paths with slashes: `*` is anything within a segment, `**` any number of
/// segments, `?` one character. A pattern that ends in `/` means everything below.
///
/// Matched in one pass over the path, with all places in the pattern that are possible so far, so
/// that no pattern takes longer than its length times the path's.
public final class Glob {
    private final String text;
    private final List<Part> parts;

    /// A piece of a pattern.
    private sealed interface Part {
        record One(char character) implements Part {}

        /// `?`
        record AnyOne() implements Part {}

        /// `*`
        record WithinSegment() implements Part {}

        /// `**` at the end
        record Everything() implements Part {}

        /// The start of a segment before `**/` was left
        record Segments() implements Part {}

        /// Inside a segment that `**/` skips
        record InSegment() implements Part {}
    }

    private Glob(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
    }

    public static Glob of(String text) {
        String whole = text.endsWith("/") ? text + "**" : text;
        List<Part> parts = new ArrayList<>();
        int i = whole.startsWith("./") ? 2 : 0;
        while (i < whole.length()) {
            if (whole.startsWith("**/", i)) {
                parts.add(new Part.Segments());
                parts.add(new Part.InSegment());
                i += 3;
            } else if (whole.startsWith("**", i)) {
                parts.add(new Part.Everything());
                i += 2;
            } else {
                char c = whole.charAt(i++);
                parts.add(
                        c == '*'
                                ? new Part.WithinSegment()
                                : c == '?' ? new Part.AnyOne() : new Part.One(c));
            }
        }
        return new Glob(text, parts);
    }

    public boolean matches(String path) {
        BitSet places = new BitSet(parts.size() + 1);
        reach(places, 0);
        for (int i = 0; i < path.length() && !places.isEmpty(); i++) {
            BitSet next = new BitSet(parts.size() + 1);
            for (int at = places.nextSetBit(0); at >= 0; at = places.nextSetBit(at + 1)) {
                step(at, path.charAt(i), next);
            }
            places = next;
        }
        return places.get(parts.size());
    }

    /// A place, and those behind it that need no character.
    private void reach(BitSet places, int from) {
        int at = from;
        while (!places.get(at)) {
            places.set(at);
            if (at == parts.size()) {
                return;
            }
            switch (parts.get(at)) {
                case Part.WithinSegment _, Part.Everything _ -> at++;
                case Part.Segments _ -> at += 2;
                case Part.One _, Part.AnyOne _, Part.InSegment _ -> {
                    return;
                }
            }
        }
    }

    private void step(int at, char c, BitSet next) {
        if (at == parts.size()) {
            return;
        }
        boolean isSlash = c == '/';
        switch (parts.get(at)) {
            case Part.One(var character) when character == c -> reach(next, at + 1);
            case Part.AnyOne _ when !isSlash -> reach(next, at + 1);
            case Part.WithinSegment _ when !isSlash -> reach(next, at);
            case Part.Everything _ -> reach(next, at);
            case Part.Segments _ when !isSlash -> reach(next, at + 1);
            case Part.InSegment _ -> reach(next, isSlash ? at - 1 : at);
            case Part _ -> {}
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Glob glob && text.equals(glob.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
