/// `plumb init`: which specs are there, and the `plumbline.yml` that they ask for.
@NullMarked
package dev.plumbline.agent.cli.init;

import org.jspecify.annotations.NullMarked;
