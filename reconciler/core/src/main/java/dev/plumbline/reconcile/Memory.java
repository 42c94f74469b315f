package dev.plumbline.reconcile;

import dev.plumbline.apply.Attempts;
import java.nio.file.Path;
import java.util.function.DoubleSupplier;

/// What a workspace's reconciler keeps in mind from pass to pass besides the ledger; losing it
/// loses no change.
///
/// @param attempts when what failed is tried again; it ends with the process
/// @param holds since when changes are held
public record Memory(Attempts attempts, HoldMemory holds) {
    /// Of a process that remembers nothing of the one before.
    ///
    /// @param random what spreads tries, from 0 to 1
    public static Memory ofThisProcess(DoubleSupplier random) {
        return new Memory(new Attempts(random), HoldMemory.ofThisProcess());
    }

    /// With a file for what the next process has to know too.
    public static Memory in(Path holds) {
        return new Memory(new Attempts(Math::random), HoldMemory.in(holds));
    }
}
