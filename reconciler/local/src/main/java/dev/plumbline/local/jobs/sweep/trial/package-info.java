/// Trials and what they are measured by.
@NullMarked
package dev.plumbline.local.jobs.sweep.trial;

import org.jspecify.annotations.NullMarked;
