/// Python environments, made once per meaning and locked to what was resolved.
@NullMarked
package dev.plumbline.local.environments;

import org.jspecify.annotations.NullMarked;
