package dev.plumbline.webhooks.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkedTextTest {
    @Test
    void aCommentBearsItsMarkOnItsFirstLineAlone() {
        String comment = MarkedText.of("prod/a", "text", 1000);

        assertThat(comment).isEqualTo("<!-- plumbline:prod/a -->\ntext");
        assertThat(MarkedText.bears(comment, "prod/a")).isTrue();
        assertThat(MarkedText.bears(comment.replace("\n", "\r\n"), "prod/a")).isTrue();
        assertThat(MarkedText.bears(comment, "prod")).isFalse();
        assertThat(MarkedText.bears("> " + comment, "prod/a")).isFalse();
        assertThat(MarkedText.bears("text\n" + comment, "prod/a")).isFalse();
    }

    @Test
    void aTextThatFitsIsNotCut() {
        assertThat(MarkedText.cut("a".repeat(100), 100)).hasSize(100);
    }

    @Test
    void aLongTextIsCutAfterALine() {
        assertThat(MarkedText.cut("one line\n".repeat(20), 100))
                .startsWith("one line\none line\n")
                .endsWith("one line\n\n_Cut here: the forge takes no longer text._")
                .hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void charactersOfTwoPartsAreNotTorn() {
        String text = "😀".repeat(100);

        for (int most = 60; most < 64; most++) {
            assertThat(MarkedText.cut(text, most).length()).isLessThanOrEqualTo(most);
            assertThat(MarkedText.cut(text, most)).matches("(😀)+\\R\\R_Cut here.*");
            assertThat(MarkedText.line(text, most)).matches("(😀)+…");
        }
    }

    @Test
    void aLineHasNoBreaks() {
        assertThat(MarkedText.line(" two\nlines ", 20)).isEqualTo("two lines");
        assertThat(MarkedText.line("two lines", 5)).isEqualTo("two …");
    }
}
