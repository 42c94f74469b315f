/// Pages that people read in a browser: rendered here, from what the API gives, without scripts and
/// without anything that is fetched from elsewhere. Everything that is put into them is escaped.
@NullMarked
package dev.plumbline.agent.pages;

import org.jspecify.annotations.NullMarked;
