/// The words of Plumbline as types: kinds, ids, values, digests and the resource that a spec
/// declares.
@NullMarked
package dev.plumbline.resource;

import org.jspecify.annotations.NullMarked;
