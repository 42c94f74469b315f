package dev.plumbline.webhooks.json;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes the JSON of forges, whose bounds no document of theirs comes near.
public final class ForgeJson {
    private static final int DEEPEST = 64;
    private static final long MOST_TOKENS = 2_000_000;

    public static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxTokenCount(MOST_TOKENS)
                                                    .build())
                                    .build())
                    .build();

    private ForgeJson() {}
}
