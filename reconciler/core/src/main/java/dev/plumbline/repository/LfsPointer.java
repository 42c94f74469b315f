package dev.plumbline.repository;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Git LFS pointer: the small text that stands in Git for a large file
/// (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md).
///
/// @param oid SHA-256 of the content, 64 hexadecimal digits
/// @param size of the content, in bytes
record LfsPointer(String oid, long size) {
    /// The specification's bound: a blob of this many bytes or more is no pointer.
    static final int MAX_BYTES = 1024;

    private static final Pattern FORM =
            Pattern.compile(
                    "version https://git-lfs\\.github\\.com/spec/v1\n(?:ext-[^\n]*\n)*oid sha256:([0-9a-f]{64})\n"
                            + "size ([0-9]{1,18})\n?");

    static Optional<LfsPointer> parse(byte[] blob) {
        if (blob.length >= MAX_BYTES) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(new String(blob, StandardCharsets.UTF_8));
        return matcher.matches()
                ? Optional.of(new LfsPointer(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /// Where Git LFS keeps the object below a Git directory.
    String path() {
        return "lfs/objects/" + oid.substring(0, 2) + "/" + oid.substring(2, 4) + "/" + oid;
    }
}
