/// Versions of models: which run made each, with what metrics, of which data and code, and how two
/// of them differ.
@NullMarked
package dev.plumbline.agent.model;

import org.jspecify.annotations.NullMarked;
