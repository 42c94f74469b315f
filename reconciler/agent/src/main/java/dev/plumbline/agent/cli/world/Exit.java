package dev.plumbline.agent.cli.world;

/// Exit codes, as the contract has them.
public final class Exit {
    public static final int OK = 0;
    public static final int FAILED = 1;

    /// Of `plumb plan`: there are changes.
    public static final int CHANGES = 2;

    /// A mistake on the command line; `plumb plan` gives [#FAILED] for it, since 2 means changes
    /// there.
    public static final int USAGE = 2;

    /// Of `plumb sync` and `plumb agent --once`: what may be done is done, the rest is held.
    public static final int HELD = 3;

    private Exit() {}
}
