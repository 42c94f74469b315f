/// The repository of specs: a bare clone. Files are read straight from the object database; there
/// is never a checkout, no hook of the clone runs, and no Git configuration of the machine is read.
/// Symbolic links and submodules are named and not followed.
@NullMarked
package dev.plumbline.repository;

import org.jspecify.annotations.NullMarked;
