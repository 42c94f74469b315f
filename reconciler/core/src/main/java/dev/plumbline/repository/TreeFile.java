package dev.plumbline.repository;

/// A file of a tree: its path with `/` between segments, the id of its Git blob, and whether it is
/// executable.
public record TreeFile(String path, String blob, boolean executable)
        implements Comparable<TreeFile> {
    @Override
    public int compareTo(TreeFile other) {
        return path.compareTo(other.path);
    }
}
