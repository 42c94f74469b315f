package dev.plumbline.platform;

/// What a platform does when a field of an existing resource changes.
public enum FieldClass {
    /// Changed in place.
    MUTABLE,
    /// The resource is made anew and takes the place of the old one.
    REPLACE,
    /// As [#REPLACE], on a platform that cannot swap: what is there has to be removed before it can
    /// be made anew. A deployment that serves is stood in for by a temporary sibling meanwhile.
    RECREATE,
    /// An immutable asset: another content is another version.
    NEW_VERSION,
    /// The platform has no such field: declaring it has no effect there, and the plan says so.
    UNSUPPORTED
}
