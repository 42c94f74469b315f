package dev.plumbline.agent.demo;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/// Begins every line with blanks, so that what the agent tells stands below the chapter that it
/// belongs to.
final class IndentingWriter extends FilterWriter {
    private static final String INDENT = "     ";
    private boolean lineBegins = true;

    IndentingWriter(Writer out) {
        super(out);
    }

    @Override
    public void write(int character) throws IOException {
        if (lineBegins) {
            out.write(INDENT);
        }
        out.write(character);
        lineBegins = character == '\n';
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(characters[i]);
        }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(text.charAt(i));
        }
    }
}
