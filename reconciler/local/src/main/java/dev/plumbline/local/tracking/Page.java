package dev.plumbline.local.tracking;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A page of a list. The token of the next one is the place where it starts.
record Page<T>(List<T> items, Optional<String> next) {
    Page {
        items = List.copyOf(items);
    }

    /// Where a page starts and how many it holds.
    record Window(int size, long start) {}

    /// Makes a page from a query that was asked for one item more than the page holds.
    static <T> Page<T> of(List<T> found, Window window) {
        boolean more = found.size() > window.size();
        List<T> items = more ? found.subList(0, window.size()) : found;
        return new Page<>(
                items,
                more
                        ? Optional.of(Long.toString(window.start() + window.size()))
                        : Optional.empty());
    }

    <R> Page<R> map(Function<T, R> change) {
        return new Page<>(items.stream().map(change).toList(), next);
    }
}
