package dev.plumbline.agent.loop;

import java.security.SecureRandom;
import java.util.HexFormat;

/// Ids of syncs: one names the sync in the API, in events, in logs and in traces.
public final class SyncIds {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 6;

    private SyncIds() {}

    public static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return "sync-" + HexFormat.of().formatHex(bytes);
    }
}
