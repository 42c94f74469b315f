/// Plumbline's verdicts beside those of Azure's own validator, the `azure-ai-ml` package.
@NullMarked
package dev.plumbline.agent.differential;

import org.jspecify.annotations.NullMarked;
