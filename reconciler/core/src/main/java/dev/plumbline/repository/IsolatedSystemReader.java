package dev.plumbline.repository;

import java.nio.file.Path;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// What JGit may see of the machine: no Git configuration of the system or the user, and no `GIT_…`
/// variables. They can name programs to run (`GIT_SSH`, hooks), rewrite URLs and move files, and
/// JGit would start `git` itself to find them.
final class IsolatedSystemReader extends SystemReader.Delegate {
    private IsolatedSystemReader(SystemReader machine) {
        super(machine);
    }

    /// Takes effect for the whole process; JGit has a single reader.
    static synchronized void install() {
        SystemReader current = SystemReader.getInstance();
        if (!(current instanceof IsolatedSystemReader)) {
            SystemReader.setInstance(new IsolatedSystemReader(current));
            measureFileTimes();
        }
    }

    /// Lets JGit find out how fine file times are while work goes on; it takes seconds, and until
    /// then JGit assumes the coarsest and reads more often. It tries that with files in the first
    /// folder it sees, so the first is the system's for such things.
    private static void measureFileTimes() {
        FS.FileStoreAttributes.setBackground(true);
        FS.getFileStoreAttributes(Path.of(System.getProperty("java.io.tmpdir")));
    }

    @Override
    public @Nullable String getenv(String variable) {
        return variable.startsWith("GIT_") ? null : super.getenv(variable);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new EmptyConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new EmptyConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new EmptyConfig(parent, fs);
    }

    /// A configuration without a file: what JGit measures about file systems stays in memory.
    private static final class EmptyConfig extends FileBasedConfig {
        @SuppressWarnings(
                "NullAway") // JGit's own way to say "no file"; load, save and isOutdated do not
        // touch it
        EmptyConfig(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
