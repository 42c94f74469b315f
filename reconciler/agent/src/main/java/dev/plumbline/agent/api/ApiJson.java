package dev.plumbline.agent.api;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// The one mapper for the contract's JSON: snake_case names, times in ISO 8601, absence as `null`;
/// unknown names are passed over, so that an older command understands a newer agent. A missing
/// value is an error unless it is optional, a number or a boolean.
public final class ApiJson {
    public static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .build();

    private ApiJson() {}
}
