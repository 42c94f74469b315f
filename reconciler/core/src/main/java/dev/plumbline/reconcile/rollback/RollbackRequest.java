package dev.plumbline.reconcile.rollback;

import dev.plumbline.repository.Person;
import java.util.Optional;

/// What someone wants a workspace to go back to.
///
/// @param to a commit of the followed branch: a branch, a tag, an id or its beginning, or a form
///   such as `HEAD~1`
/// @param branch where to put the commit for a pull request; the followed branch when absent, as
///   far as that is possible
/// @param proposed whether it goes to a branch for a pull request anyway, of a name that is made up
///   when none is given
public record RollbackRequest(
        String to, Person by, Optional<String> reason, Optional<String> branch, boolean proposed) {}
