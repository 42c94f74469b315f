package dev.plumbline.agent.cli.world;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// Plumbline's version, from the jar's manifest.
public final class Version implements IVersionProvider {
    /// `0.1.0`; `development` when run from class files.
    public static String current() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"plumb " + current() + " (Java " + Runtime.version() + ")"};
    }
}
