/// What is on a platform, as specs.
@NullMarked
package dev.plumbline.report.export;

import org.jspecify.annotations.NullMarked;
