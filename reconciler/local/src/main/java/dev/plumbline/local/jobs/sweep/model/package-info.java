/// A Gaussian process over points of a search space, and where it expects the most improvement.
@NullMarked
package dev.plumbline.local.jobs.sweep.model;

import org.jspecify.annotations.NullMarked;
