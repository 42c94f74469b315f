/// Early termination: rules over the metrics that trials have reported.
@NullMarked
package dev.plumbline.local.jobs.sweep.stopping;

import org.jspecify.annotations.NullMarked;
