package dev.plumbline.agent.demo;

/// The story cannot go on; the message is for users.
final class StoryException extends RuntimeException {
    StoryException(String message) {
        super(message);
    }
}
