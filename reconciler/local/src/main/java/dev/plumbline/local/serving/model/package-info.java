/// Models that answer: loaded from a folder, scored in the forms that Azure ML, MLflow and the Open
/// Inference Protocol use.
@NullMarked
package dev.plumbline.local.serving.model;

import org.jspecify.annotations.NullMarked;
