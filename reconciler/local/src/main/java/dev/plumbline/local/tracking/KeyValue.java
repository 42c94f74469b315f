package dev.plumbline.local.tracking;

/// A parameter or a tag.
record KeyValue(String key, String value) {}
