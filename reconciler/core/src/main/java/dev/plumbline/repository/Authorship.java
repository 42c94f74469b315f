package dev.plumbline.repository;

import dev.plumbline.repository.Person.Author;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.FooterKey;
import org.eclipse.jgit.revwalk.FooterLine;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/// Who wrote the commits between two, with those whom `Co-authored-by` names.
final class Authorship {
    private static final String CO_AUTHOR = "Co-authored-by";

    private final Repository database;

    Authorship(Repository database) {
        this.database = database;
    }

    /// The authors, each with the newest of their commits.
    ///
    /// @param since not included, with all that it stands on; empty for everything
    /// @param paths files and folders of which a commit has to change one; empty for all commits
    Map<Author, Revision> of(Revision head, Optional<Revision> since, Set<String> paths)
            throws IOException {
        Map<Author, Revision> authors = new LinkedHashMap<>();
        walk(
                head,
                since,
                paths,
                commit -> {
                    Revision revision = new Revision(commit.name());
                    authors(commit).forEach(author -> authors.putIfAbsent(author, revision));
                    return true;
                });
        return authors;
    }

    /// The newest of those commits.
    Optional<Revision> newest(Revision head, Optional<Revision> since, Set<String> paths)
            throws IOException {
        List<Revision> found = new ArrayList<>();
        walk(
                head,
                since,
                paths,
                commit -> {
                    found.add(new Revision(commit.name()));
                    return false;
                });
        return found.stream().findFirst();
    }

    private void walk(
            Revision head, Optional<Revision> since, Set<String> paths, Predicate<RevCommit> each)
            throws IOException {
        try (RevWalk walk = new RevWalk(database)) {
            if (!paths.isEmpty()) {
                walk.setTreeFilter(
                        AndTreeFilter.create(
                                PathFilterGroup.createFromStrings(paths), TreeFilter.ANY_DIFF));
            }
            walk.markStart(walk.parseCommit(ObjectId.fromString(head.commit())));
            if (since.isPresent()) {
                exclude(walk, since.get());
            }
            for (RevCommit commit : walk) {
                if (!each.test(commit)) {
                    return;
                }
            }
        }
    }

    /// A commit that a rewritten branch lost bounds nothing.
    private static void exclude(RevWalk walk, Revision since) throws IOException {
        try {
            walk.markUninteresting(walk.parseCommit(ObjectId.fromString(since.commit())));
        } catch (MissingObjectException _) {
            return;
        }
    }

    private static Set<Author> authors(RevCommit commit) {
        Set<Author> authors = new LinkedHashSet<>();
        authors.add(author(commit.getAuthorIdent()));
        for (FooterLine line : commit.getFooterLines()) {
            if (line.matches(new FooterKey(CO_AUTHOR))) {
                authors.add(coAuthor(line.getValue()));
            }
        }
        return authors;
    }

    private static Author author(PersonIdent ident) {
        return new Author(ident.getName(), ident.getEmailAddress());
    }

    private static Author coAuthor(String text) {
        int open = text.lastIndexOf('<');
        int close = text.lastIndexOf('>');
        return open >= 0 && close > open
                ? new Author(
                        text.substring(0, open).strip(), text.substring(open + 1, close).strip())
                : new Author(text.strip(), "");
    }
}
