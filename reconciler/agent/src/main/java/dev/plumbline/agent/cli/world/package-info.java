/// What commands stand on: the process around them ([World]), exit codes, failures, and what those
/// that work without an agent need from the rest of Plumbline ([Alone]).
@NullMarked
package dev.plumbline.agent.cli.world;

import org.jspecify.annotations.NullMarked;
