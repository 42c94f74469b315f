package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.KeysView;

/// `plumb keys`.
public final class KeysText {
    private KeysText() {}

    public static String render(KeysView keys) {
        return """
        endpoint   %s
        uri        %s
        primary    %s
        secondary  %s
        """
                .formatted(keys.endpoint(), keys.uri(), keys.primary(), keys.secondary());
    }
}
