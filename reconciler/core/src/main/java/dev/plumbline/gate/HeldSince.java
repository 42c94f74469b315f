package dev.plumbline.gate;

import java.time.Instant;

/// The first time that a change was held as it is now, whatever held it since.
///
/// @param commit whose plan it was in then
public record HeldSince(Instant at, String commit) {}
