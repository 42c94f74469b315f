/// The platform port: where desired state is made real. A platform says what it can do, what is
/// there, and starts changes; it never waits and never decides. `TestingPlatform` in this module's
/// tests is the port in memory.
@NullMarked
package dev.plumbline.platform;

import org.jspecify.annotations.NullMarked;
