package dev.plumbline.spec.edit;

/// A value cannot be set where it stands. The message is for users: where, why, what to do.
public final class EditRefusedException extends Exception {
    public EditRefusedException(String message) {
        super(message);
    }
}
