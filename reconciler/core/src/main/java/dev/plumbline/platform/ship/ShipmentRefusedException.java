package dev.plumbline.platform.ship;

/// A version that a platform cannot give away until a person acts; the message is for users.
public final class ShipmentRefusedException extends RuntimeException {
    public ShipmentRefusedException(String message) {
        super(message);
    }
}
