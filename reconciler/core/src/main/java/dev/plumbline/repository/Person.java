package dev.plumbline.repository;

import java.util.Set;
import java.util.TreeSet;

/// Who acts, as commits know them.
///
/// @param name as the agent's configuration has it
/// @param mails the addresses that they commit with
public record Person(String name, Set<String> mails) {
    public Person {
        Set<String> copy = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        copy.addAll(mails);
        mails = copy;
    }

    /// Whether they are an author, by mail or by name.
    public boolean is(Author author) {
        return mails.contains(author.mail()) || name.equalsIgnoreCase(author.name());
    }

    /// An author of a commit.
    public record Author(String name, String mail) {}
}
