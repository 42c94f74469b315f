package dev.plumbline.resource;

/// Where a resource is declared: a path in the repository and a line, counted from 1.
public record Source(String path, int line) {
    @Override
    public String toString() {
        return path + ":" + line;
    }
}
