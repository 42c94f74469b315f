/// Specs: from the files of a commit to the resources of each workspace, with every problem found
/// on the way.
@NullMarked
package dev.plumbline.spec;

import org.jspecify.annotations.NullMarked;
