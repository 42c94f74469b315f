package dev.plumbline.agent.http;

import java.io.IOException;

/// A body is longer than allowed.
final class BodyTooLarge extends IOException {
    BodyTooLarge(long most) {
        super("the body is longer than " + most + " bytes, the most that is taken here");
    }
}
