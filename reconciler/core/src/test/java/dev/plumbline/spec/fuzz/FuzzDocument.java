package dev.plumbline.spec.fuzz;

/// A file that a seed gave.
final class FuzzDocument {
    private final String sort;
    private final String path;
    private final byte[] bytes;

    /// @param sort how it was made
    FuzzDocument(String sort, String path, byte[] bytes) {
        this.sort = sort;
        this.path = path;
        this.bytes = bytes;
    }

    String path() {
        return path;
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return sort + " at " + path;
    }
}
