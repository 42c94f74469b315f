package dev.plumbline.gate;

import dev.plumbline.plan.PlannedResource;
import java.util.Optional;

/// One reason for which changes are not let through.
@FunctionalInterface
interface Gate {
    Optional<Hold> judge(PlannedResource change, Case of);
}
