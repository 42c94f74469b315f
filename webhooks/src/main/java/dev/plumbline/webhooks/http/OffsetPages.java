package dev.plumbline.webhooks.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;

/// Pages that are asked for by how many items come before them.
public final class OffsetPages {
    private static final int MOST_PAGES = 20;

    private OffsetPages() {}

    /// The items of every page up to the first that is not full; at most 20 pages.
    ///
    /// @param size how many items a full page has
    /// @param page the items after a number of them
    public static List<JsonNode> all(int size, IntFunction<JsonNode> page) {
        List<JsonNode> all = new ArrayList<>();
        for (int number = 0; number < MOST_PAGES; number++) {
            JsonNode items = page.apply(number * size);
            items.forEach(all::add);
            if (items.size() < size) {
                break;
            }
        }
        return all;
    }
}
