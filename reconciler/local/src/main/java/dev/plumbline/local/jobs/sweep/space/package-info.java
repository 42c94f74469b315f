/// Search spaces: each parameter is a map of the unit interval onto its values.
@NullMarked
package dev.plumbline.local.jobs.sweep.space;

import org.jspecify.annotations.NullMarked;
