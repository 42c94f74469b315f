package dev.plumbline.ledger;

/// Where a remote keeps the ledger of a workspace.
///
/// @param ref its name on the remote
/// @param tracking its name in the clone, as of the last fetch
record LedgerPlace(String ref, String tracking) {}
