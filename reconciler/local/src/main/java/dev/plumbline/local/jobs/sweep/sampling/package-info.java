/// Sampling of a search space: grid, random, Sobol, Bayesian.
@NullMarked
package dev.plumbline.local.jobs.sweep.sampling;

import org.jspecify.annotations.NullMarked;
