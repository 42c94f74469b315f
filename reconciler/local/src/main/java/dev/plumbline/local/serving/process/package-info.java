/// The platform's side of serving: finds the serving process or starts it, tells it what to serve,
/// and starts it again when it died. Ending the platform does not end it.
@NullMarked
package dev.plumbline.local.serving.process;

import org.jspecify.annotations.NullMarked;
