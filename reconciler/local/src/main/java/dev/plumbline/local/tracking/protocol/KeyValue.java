package dev.plumbline.local.tracking.protocol;

/// A parameter or a tag.
public record KeyValue(String key, String value) {}
