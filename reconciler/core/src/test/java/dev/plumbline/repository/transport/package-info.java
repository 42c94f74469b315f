@NullMarked
package dev.plumbline.repository.transport;

import org.jspecify.annotations.NullMarked;
