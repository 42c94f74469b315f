/// Reading a sweep's spec with errors that name the key.
@NullMarked
package dev.plumbline.local.jobs.sweep.spec;

import org.jspecify.annotations.NullMarked;
