/// The ledger: what was released to a workspace, as commits on `refs/plumbline/ledger/<workspace>`
/// beside the specs. A commit records the intent before the first act, another the outcome after;
/// the tree of each is the whole release, one file per resource, so that `git log`, `git diff` and
/// `git blame` answer who changed what, when and why.
///
/// A tree holds `release.json` (the release and its changes), `intent.json` (only between an intent
/// and its outcome), `resources/<kind>/<xx>/<name>.json` (a resource as it was applied) and
/// `runs/<xx>/<digest>.json` (successes of jobs, which accumulate); `xx` spreads the files over 256
/// folders.
@NullMarked
package dev.plumbline.ledger;

import org.jspecify.annotations.NullMarked;
