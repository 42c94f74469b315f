package dev.plumbline.local.jobs.sweep.model;

import dev.plumbline.local.jobs.sweep.model.GaussianProcess.Prediction;
import org.hipparchus.special.Erf;

/// How much better than the best a point is expected to be (Jones, Schonlau and Welch, "Efficient
/// Global Optimization of Expensive Black-Box Functions", 1998), as a logarithm, so that points
/// with hardly any hope still compare (Ament et al., "Unexpected Improvements to Expected
/// Improvement", 2023).
record ExpectedImprovement(GaussianProcess process, double best) {
    private static final double LOG_ROOT_2PI = Math.log(2 * Math.PI) / 2;

    /// Below it, the two terms of the expectation cancel each other out.
    private static final double FAR = -5;

    double logarithm(double[] point) {
        Prediction prediction = process.at(point);
        double gap = (prediction.mean() - best) / prediction.deviation();
        return Math.log(prediction.deviation()) + logOfStandard(gap);
    }

    private static double logOfStandard(double gap) {
        double logDensity = -gap * gap / 2 - LOG_ROOT_2PI;
        if (gap < FAR) {
            return logDensity - 2 * Math.log(-gap);
        }
        double below = Erf.erfc(-gap / Math.sqrt(2)) / 2;
        return Math.log(gap * below + Math.exp(logDensity));
    }
}
