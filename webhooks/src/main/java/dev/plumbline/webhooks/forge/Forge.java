package dev.plumbline.webhooks.forge;

import dev.plumbline.repository.Revision;
import java.util.List;
import java.util.Set;

/// One project on a forge. Safe for use by many threads; every method may take as long as the
/// network does, and throws [ForgeException] when the forge does not answer or denies.
///
/// What people write on a forge (names, titles, texts) is given as it is: whoever shows it escapes
/// it.
public interface Forge extends AutoCloseable {
    /// What this forge has; callers leave out what it has not.
    Set<Feature> features();

    /// The open pull requests into a branch, drafts too.
    List<PullRequest> open(String branch);

    /// A pull request by its number.
    PullRequest pullRequest(long number);

    /// The ref by which the newest commit of a pull request can be fetched.
    default String headRef(PullRequest pullRequest) {
        return pullRequest.fork()
                ? "refs/pull/" + pullRequest.number() + "/head"
                : "refs/heads/" + pullRequest.branch();
    }

    /// The merged pull requests that brought a commit into a branch: of a merge, a squash or a
    /// rebase. Empty for a commit that was pushed directly.
    List<PullRequest> bringing(Revision commit);

    /// Who wrote a pull request: its author, and the authors of its commits as far as the forge
    /// knows them.
    Set<User> writers(PullRequest pullRequest);

    /// What each reviewer says last about a pull request.
    List<Review> reviews(PullRequest pullRequest);

    /// The people of a team, by their user names.
    ///
    /// @param team as the forge writes it, without `@`: `acme/ml-leads`
    Set<String> members(String team);

    /// Writes a comment on a pull request, or writes it anew when there is one of the same mark.
    ///
    /// @param mark that no other comment of Plumbline on the pull request bears; letters, digits,
    ///   `/` and `-`
    /// @param markdown in the dialect of the forge; cut where it is longer than the forge takes
    void comment(PullRequest pullRequest, String mark, String markdown);

    /// Says how a commit fares.
    void report(Revision commit, CommitStatus status);

    /// Writes problems at their lines; nothing where [Feature#ANNOTATIONS] is missing.
    ///
    /// @param name of the check, `plumbline/prod`
    void annotate(Revision commit, String name, List<Annotation> problems);

    /// Opens a pull request, or gives the open one from the same branch, with these texts.
    PullRequest propose(Proposal proposal);

    @Override
    void close();
}
