package dev.plumbline.local.tracking.protocol;

/// Which of the deleted and the others a search looks at.
public enum View {
    ACTIVE_ONLY,
    DELETED_ONLY,
    ALL;

    /// A condition in SQL on the column `active` of a table.
    public String condition(String table) {
        return switch (this) {
            case ACTIVE_ONLY -> table + ".active = 1";
            case DELETED_ONLY -> table + ".active = 0";
            case ALL -> "1 = 1";
        };
    }
}
