/// Azure Machine Learning as a platform: the platform port over the service's REST API.
@NullMarked
package dev.plumbline.azureml;

import org.jspecify.annotations.NullMarked;
