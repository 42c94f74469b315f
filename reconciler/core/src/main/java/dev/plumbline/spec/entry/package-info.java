/// Checks the entries of `plumbline.yml` against the files that they speak of.
@NullMarked
package dev.plumbline.spec.entry;

import org.jspecify.annotations.NullMarked;
