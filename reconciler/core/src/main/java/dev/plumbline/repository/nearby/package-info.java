/// Fetching from a Git repository on this machine: what a few commits added is copied as it is,
/// without packing it there and indexing the pack here.
@NullMarked
package dev.plumbline.repository.nearby;

import org.jspecify.annotations.NullMarked;
