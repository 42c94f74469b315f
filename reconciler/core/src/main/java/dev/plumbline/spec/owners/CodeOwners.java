package dev.plumbline.spec.owners;

import java.util.List;

/// Who owns the files of a repository, by the CODEOWNERS files of its commits.
public interface CodeOwners {
    /// What [#file] gives for a commit without one.
    String NONE = "none";

    /// No commit has one.
    CodeOwners NOWHERE =
            new CodeOwners() {
                @Override
                public String file(String commit) {
                    return NONE;
                }

                @Override
                public Owners of(String file, String path) {
                    return new Owners.Nobody("there is no CODEOWNERS file");
                }

                @Override
                public List<String> everyone(String file) {
                    return List.of();
                }
            };

    /// The CODEOWNERS file of a commit, for a release to keep: its path, `@` and its blob.
    String file(String commit);

    /// Who owns the file at a path.
    ///
    /// @param file as [#file] gave it
    Owners of(String file, String path);

    /// Everyone whom the file names.
    List<String> everyone(String file);

    /// The path of a CODEOWNERS file; empty for [#NONE].
    static String path(String file) {
        int at = file.lastIndexOf('@');
        return at < 0 ? "" : file.substring(0, at);
    }
}
