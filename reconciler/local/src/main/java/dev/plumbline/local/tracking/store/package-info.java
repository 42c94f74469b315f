/// How the tracking API's answers come to be on disk: transactions that share their commit, where
/// the files of runs lie, and what keeps apart what belongs to which job.
@NullMarked
package dev.plumbline.local.tracking.store;

import org.jspecify.annotations.NullMarked;
