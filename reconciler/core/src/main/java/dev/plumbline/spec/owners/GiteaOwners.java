package dev.plumbline.spec.owners;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A CODEOWNERS file as Gitea and Forgejo read it: regular expressions over the whole path, with
/// `!` before one for all files that it does not match. The owners of every rule that applies to a
/// file own it. Lines that are not understood are passed over.
///
/// Source: docs.gitea.com, "Code Owners"; how lines are split and rules combined: Gitea's
/// `models/issues/pull.go`.
final class GiteaOwners implements OwnersFile {
    private record Rule(Pattern pattern, boolean isNegative, List<String> owners) {
        boolean owns(String path) {
            try {
                return pattern.matcher(new BoundedText(path)).find() != isNegative;
            } catch (IndexOutOfBoundsException | StackOverflowError _) {
                throw new EndlessPatternException(pattern.pattern());
            }
        }
    }

    private final List<Rule> rules = new ArrayList<>();

    GiteaOwners(String text) {
        text.lines().forEach(this::read);
    }

    private void read(String line) {
        List<String> words = words(line);
        List<String> owners =
                words.size() < 2 ? List.of() : OwnerName.all(words.subList(1, words.size()));
        if (owners.isEmpty()) {
            return;
        }
        boolean isNegative = words.getFirst().startsWith("!");
        String expression = isNegative ? words.getFirst().substring(1) : words.getFirst();
        try {
            rules.add(new Rule(Pattern.compile("^" + expression + "$"), isNegative, owners));
        } catch (PatternSyntaxException _) {
            // As Gitea does, which only warns of it.
        }
    }

    /// Words are apart by spaces and tabs; a backslash takes what follows it as it is; `#` begins a
    /// comment.
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        String text = line.strip();
        for (int i = 0; i < text.length(); i++) {
            char at = text.charAt(i);
            if (at == '#') {
                break;
            } else if (at == '\\') {
                i++;
                word.append(i < text.length() ? text.charAt(i) : "");
            } else if (at == ' ' || at == '\t') {
                addTo(words, word);
            } else {
                word.append(at);
            }
        }
        addTo(words, word);
        return words;
    }

    private static void addTo(List<String> words, StringBuilder word) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    @Override
    public List<OwnerSet> of(String path) {
        return rules.stream()
                .filter(rule -> rule.owns(path))
                .map(rule -> OwnerSet.oneOf(rule.owners()))
                .distinct()
                .toList();
    }

    @Override
    public List<String> everyone() {
        return rules.stream().flatMap(rule -> rule.owners().stream()).distinct().toList();
    }

    /// A text that lets no regular expression read it forever.
    private static final class BoundedText implements CharSequence {
        private static final int MOST_READS = 1_000_000;

        private final String text;
        private int reads;

        BoundedText(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            reads++;
            return text.charAt(reads > MOST_READS ? -1 : index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
