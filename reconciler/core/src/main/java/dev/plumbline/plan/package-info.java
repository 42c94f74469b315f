/// The plan: a pure function from what Git declares, what was applied last and what the platform
/// holds to the changes that are due. Nothing here reads a file, a clock or a socket.
@NullMarked
package dev.plumbline.plan;

import org.jspecify.annotations.NullMarked;
