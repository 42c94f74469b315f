package dev.plumbline.agent.api;

/// The credentials of an endpoint. Secret: shown to who has the agent's token, and written nowhere
/// else.
///
/// @param uri where to score
public record KeysView(String endpoint, String uri, String primary, String secondary) {
    /// Keeps the keys out of logs.
    @Override
    public String toString() {
        return "KeysView[" + endpoint + "]";
    }
}
