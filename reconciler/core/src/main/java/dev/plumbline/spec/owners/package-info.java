/// Who owns which files: CODEOWNERS files, as each forge reads them.
@NullMarked
package dev.plumbline.spec.owners;

import org.jspecify.annotations.NullMarked;
