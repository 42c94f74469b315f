package dev.plumbline.reconcile;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.platform.Platform;

/// A workspace that others release from.
///
/// @param name the full name, `repository/workspace`
public record Upstream(String name, Ledger ledger, Platform platform) {}
