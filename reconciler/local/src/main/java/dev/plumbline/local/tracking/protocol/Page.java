package dev.plumbline.local.tracking.protocol;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A page of a list. The token of the next one is the place where it starts.
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }

    /// Where a page starts and how many it holds.
    public record Window(int size, long start) {}

    /// Makes a page from a query that was asked for one item more than the page holds.
    public static <T> Page<T> of(List<T> found, Window window) {
        boolean more = found.size() > window.size();
        List<T> items = more ? found.subList(0, window.size()) : found;
        return new Page<>(
                items,
                more
                        ? Optional.of(Long.toString(window.start() + window.size()))
                        : Optional.empty());
    }

    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(items.stream().map(change).toList(), next);
    }
}
