/// Edits of specs by a program: the characters that have to change, and no others.
@NullMarked
package dev.plumbline.spec.edit;

import org.jspecify.annotations.NullMarked;
