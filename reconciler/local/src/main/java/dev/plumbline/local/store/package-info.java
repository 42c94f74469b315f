/// The embedded platform's database: one SQLite file, its schema brought up to date when it is
/// opened.
@NullMarked
package dev.plumbline.local.store;

import org.jspecify.annotations.NullMarked;
