package dev.plumbline.agent.loop;

import dev.plumbline.gate.Floor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A repository that the agent follows.
///
/// @param name unique in the agent; workspaces are called `name/workspace`
/// @param branch the remote's own when absent
/// @param folder of the bare clone
/// @param ledgerHeads where the heads of the ledgers are remembered, outside the clone
/// @param holds where it is remembered since when changes are held
/// @param floor what the agent's configuration demands whatever the repository says
public record RepositoryOptions(
        String name,
        String url,
        Optional<String> branch,
        Path folder,
        Path ledgerHeads,
        Path holds,
        Duration poll,
        Floor floor) {}
