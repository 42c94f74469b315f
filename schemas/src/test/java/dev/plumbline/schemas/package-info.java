/// Holds the schemas to what they promise: they are valid, resolve each other, explain every field,
/// and take and refuse what `az ml` takes and refuses.
@NullMarked
package dev.plumbline.schemas;

import org.jspecify.annotations.NullMarked;
