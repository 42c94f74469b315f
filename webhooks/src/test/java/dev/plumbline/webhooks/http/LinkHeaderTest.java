package dev.plumbline.webhooks.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LinkHeaderTest {
    private static final String NEXT = "https://forge.example.com/items?page=2&per_page=100";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<%s>; rel=\"next\"",
                "<%s>; rel=next",
                "<%s>;rel=\"next\"",
                "<https://forge.example.com/items?page=1>; rel=\"prev\", <%s>; rel=\"next\", <https://forge.example.com/items?page=9>; rel=\"last\"",
                "<%s>; title=\"a page\"; rel=\"next\""
            })
    void theNextPageIsFound(String header) {
        assertThat(LinkHeader.next(header.formatted(NEXT))).contains(NEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<https://forge.example.com/items?page=1>; rel=\"first\"",
                "<https://forge.example.com/items?page=1>; rel=\"prev\", <https://forge.example.com/items?page=9>; rel=\"last\"",
                "https://forge.example.com/items?page=2; rel=\"next\"",
                "<>; rel=\"next\""
            })
    void elsewhereThereIsNone(String header) {
        assertThat(LinkHeader.next(header)).isEmpty();
    }
}
