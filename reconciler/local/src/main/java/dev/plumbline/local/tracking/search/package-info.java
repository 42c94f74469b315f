/// MLflow's language for filters and orders, as parameterised SQL. Source:
/// `mlflow/utils/search_utils.py` of MLflow 3.17, whose messages are kept, so that a script that
/// looks for them finds them.
@NullMarked
package dev.plumbline.local.tracking.search;

import org.jspecify.annotations.NullMarked;
