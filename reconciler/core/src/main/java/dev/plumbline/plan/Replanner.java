package dev.plumbline.plan;

import dev.plumbline.platform.Capabilities;
import dev.plumbline.platform.Observation;
import dev.plumbline.spec.ResourceGraph;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Plans a workspace again and again. It remembers the last plan and what that was made from, so
/// that the next costs what differs: a resource is planned again when it changed, or what was
/// applied of it, or what the platform holds of it, or any of that of something that it needs. The
/// plan is the one that [Planner#plan] makes anew. Safe for use by many threads.
public final class Replanner {
    private Optional<Inputs> before = Optional.empty();
    private PlanMemory memory = new PlanMemory();

    /// What a plan is made from.
    record Inputs(
            Desired desired, LastApplied last, Observation observed, Capabilities capabilities) {
        /// Whether a plan for other inputs can go on from the plan for these.
        boolean isLike(Inputs other) {
            return desired.workspace().equals(other.desired.workspace())
                    && desired.moves().equals(other.desired.moves())
                    && desired.live().equals(other.desired.live())
                    && desired.supply().equals(other.desired.supply())
                    && capabilities.equals(other.capabilities);
        }
    }

    public synchronized Plan plan(
            Desired desired, LastApplied last, Observation observed, Capabilities capabilities) {
        Inputs now = new Inputs(desired, last, observed, capabilities);
        Optional<Inputs> earlier = before.filter(now::isLike);
        // What breaks off in the middle is planned anew.
        before = Optional.empty();
        if (earlier.isEmpty()) {
            memory = new PlanMemory();
        }
        Inputs old = earlier.orElseGet(() -> nothing(now));
        Plan plan = new Replanning(old, now, memory).run();
        before = Optional.of(now);
        return plan;
    }

    private static Inputs nothing(Inputs now) {
        Desired desired =
                new Desired(
                        now.desired.workspace(),
                        "",
                        ResourceGraph.EMPTY,
                        Map.of(),
                        Map.of(),
                        Set.of(),
                        now.desired.moves(),
                        now.desired.live(),
                        now.desired.included(),
                        now.desired.supply());
        return new Inputs(desired, LastApplied.NOTHING, Observation.NOTHING, now.capabilities);
    }
}
