/// Gates: each change of a plan is let through or held, with the reason and with who or what can
/// release it.
@NullMarked
package dev.plumbline.gate;

import org.jspecify.annotations.NullMarked;
