package dev.plumbline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Keeps `docs/reference/specs.md` as the schemas say it; `-Dplumbline.rewrite=true` writes it
/// anew.
class ReferencePageTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "specs.md");

    @Test
    void theReferenceSaysWhatTheSchemasSay() throws IOException {
        String page = ReferencePage.render();
        if (Boolean.getBoolean("plumbline.rewrite")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as(
                        "docs/reference/specs.md; write it anew with ./mvnw -pl schemas test -Dplumbline.rewrite=true")
                .hasContent(page);
    }

    @Test
    void everyLinkOfTheReferenceLeadsSomewhere() {
        String page = ReferencePage.render();
        assertThat(all("\\]\\(#([^)]+)\\)", page))
                .isNotEmpty()
                .isSubsetOf(all("<a id=\"([^\"]+)\">", page));
    }

    @Test
    void everyDefinitionHasAnAnchorOfItsOwn() {
        assertThat(all("<a id=\"([^\"]+)\">", ReferencePage.render())).doesNotHaveDuplicates();
    }

    private static List<String> all(String pattern, String page) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
