/// Checks of when something runs and which time it looks at: triggers, cron expressions, time
/// zones, windows of data.
@NullMarked
package dev.plumbline.spec.check.time;

import org.jspecify.annotations.NullMarked;
