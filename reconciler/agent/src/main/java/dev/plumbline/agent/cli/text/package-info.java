/// How answers look to people and to other tools: pure functions from views to text. Colours come
/// from [Ink], which is silent when nobody looks.
@NullMarked
package dev.plumbline.agent.cli.text;

import org.jspecify.annotations.NullMarked;
