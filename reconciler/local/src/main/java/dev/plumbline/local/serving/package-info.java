/// Serving: what two processes share. The platform writes [Routes] to disk and tells the serving
/// process to look again; the serving process answers scoring on its own and goes on when the
/// platform's process dies, restarts or is upgraded.
///
/// `…serving.model` scores, `…serving.server` is the serving process, `…serving.process` starts and
/// steers it.
@NullMarked
package dev.plumbline.local.serving;

import org.jspecify.annotations.NullMarked;
