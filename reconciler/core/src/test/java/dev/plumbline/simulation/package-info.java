/// A seeded simulation of one workspace: commits, people, runs and faults in random order, the
/// reconciler and the ledger for real, everything else in memory. A seed gives the same story every
/// time.
@NullMarked
package dev.plumbline.simulation;

import org.jspecify.annotations.NullMarked;
