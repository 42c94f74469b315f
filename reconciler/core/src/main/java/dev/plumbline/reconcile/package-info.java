/// One reconcile of one workspace as a list of short steps: observe, plan, judge, record, start,
/// conclude. Level-based: a pass acts on what is, never on what an event said, so passes can be
/// repeated, interrupted and lost.
@NullMarked
package dev.plumbline.reconcile;

import org.jspecify.annotations.NullMarked;
