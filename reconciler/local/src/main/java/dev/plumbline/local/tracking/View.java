package dev.plumbline.local.tracking;

/// Which of the deleted and the others a search looks at.
enum View {
    ACTIVE_ONLY,
    DELETED_ONLY,
    ALL;

    /// A condition in SQL on a column `active`.
    String condition() {
        return switch (this) {
            case ACTIVE_ONLY -> "active = 1";
            case DELETED_ONLY -> "active = 0";
            case ALL -> "1 = 1";
        };
    }
}
