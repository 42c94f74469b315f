package dev.plumbline.reconcile;

import dev.plumbline.gate.GatedPlan;
import dev.plumbline.gate.HeldSince;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Subject;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Since when the changes of a workspace are held. A change is the same as long as its resource,
/// its action and what it leads to are; a change that is not wholly known becomes another one when
/// it is. One that is let through, or planned no more, is forgotten.
///
/// It is kept in a file of the agent, outside the ledger, which holds are no acts for: a pass that
/// changes nothing writes nothing. Without the file, changes are held since the agent sees them.
public final class HoldMemory {
    private static final Logger LOG = LoggerFactory.getLogger(HoldMemory.class);

    private final Optional<HoldFile> file;
    private volatile Map<ResourceId, Held> known = Map.of();
    private boolean read;
    private boolean written = true;

    /// A change that is held.
    ///
    /// @param meaning empty while it is not wholly known
    record Held(String action, Optional<Digest> meaning, HeldSince since) {
        boolean isSameAs(Held other) {
            return action.equals(other.action) && meaning.equals(other.meaning);
        }
    }

    private HoldMemory(Optional<HoldFile> file) {
        this.file = file;
    }

    /// Of a process that remembers nothing of the one before.
    public static HoldMemory ofThisProcess() {
        return new HoldMemory(Optional.empty());
    }

    /// Kept in a file, which is made when something is held.
    public static HoldMemory in(Path file) {
        return new HoldMemory(Optional.of(new HoldFile(file)));
    }

    /// A judged plan with what it holds since when; remembers that.
    synchronized GatedPlan remember(GatedPlan gated, LastApplied last, Instant now) {
        read();
        Map<ResourceId, Held> held = new TreeMap<>();
        held(gated, last, new HeldSince(now, gated.plan().commit()))
                .forEach((id, each) -> held.put(id, before(id, each).orElse(each)));
        if (!held.equals(known) || !written) {
            known = Map.copyOf(held);
            write();
        }
        return gated.since(since(held));
    }

    /// The same for a plan that is only looked at: what is held nowhere else has no beginning.
    GatedPlan recall(GatedPlan gated, LastApplied last, Instant now) {
        Map<ResourceId, Held> held = new TreeMap<>();
        held(gated, last, new HeldSince(now, gated.plan().commit()))
                .forEach((id, each) -> before(id, each).ifPresent(found -> held.put(id, found)));
        return gated.since(since(held));
    }

    private static Map<ResourceId, HeldSince> since(Map<ResourceId, Held> held) {
        Map<ResourceId, HeldSince> since = new TreeMap<>();
        held.forEach((id, each) -> since.put(id, each.since()));
        return since;
    }

    private static Map<ResourceId, Held> held(
            GatedPlan gated, LastApplied last, HeldSince beginning) {
        Map<ResourceId, Held> held = new TreeMap<>();
        for (ResourceId id : gated.holds().keySet()) {
            gated.plan().get(id).ifPresent(each -> held.put(id, held(each, last, beginning)));
        }
        return held;
    }

    private static Held held(PlannedResource change, LastApplied last, HeldSince beginning) {
        return new Held(
                change.verdict().action(),
                Subject.of(change, last).map(Subject::meaning),
                beginning);
    }

    private Optional<Held> before(ResourceId id, Held now) {
        return Optional.ofNullable(known.get(id)).filter(now::isSameAs);
    }

    private void read() {
        if (read) {
            return;
        }
        read = true;
        try {
            known = file.isPresent() ? file.get().read() : Map.of();
        } catch (IOException e) {
            LOG.warn(
                    "since when changes are held could not be read, and is counted anew: {}",
                    e.getMessage());
        }
    }

    private void write() {
        boolean could = written;
        try {
            if (file.isPresent()) {
                file.get().write(known);
            }
            written = true;
        } catch (IOException e) {
            written = false;
            if (could) {
                LOG.warn(
                        "since when changes are held could not be written, which is tried again: {}",
                        e.getMessage());
            }
        }
    }
}
