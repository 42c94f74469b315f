/// One file at a time: which kind of spec it is, and whether it is a good one by its JSON Schema.
@NullMarked
package dev.plumbline.spec.document;

import org.jspecify.annotations.NullMarked;
