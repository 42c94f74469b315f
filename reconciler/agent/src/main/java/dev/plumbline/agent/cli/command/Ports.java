package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.cli.world.CommandFailure;
import java.util.Optional;
import java.util.OptionalInt;

/// Ports that users name.
final class Ports {
    private Ports() {}

    static OptionalInt checked(String option, Optional<Integer> port) {
        if (port.isPresent() && (port.get() < 0 || port.get() > 65_535)) {
            throw new CommandFailure(
                    "usage",
                    "%s is %d; it must be from 0 (any free port) to 65535"
                            .formatted(option, port.get()));
        }
        return port.isPresent() ? OptionalInt.of(port.get()) : OptionalInt.empty();
    }
}
