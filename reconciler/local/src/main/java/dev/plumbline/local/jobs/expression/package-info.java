/// The expressions of Azure ML specs: what stands between `${{` and `}}`, and what a shell is given
/// for it.
@NullMarked
package dev.plumbline.local.jobs.expression;

import org.jspecify.annotations.NullMarked;
