package dev.plumbline.plan;

import dev.plumbline.resource.FieldDiff;

/// A field that differs and is left as it is.
///
/// @param because who says so: `ignore_differences`, or that autoscaling sets it
public record IgnoredField(FieldDiff field, String because) {}
