package dev.plumbline.spec.promotion;

/// Which way a metric is better.
public enum Goal {
    MAXIMIZE,
    MINIMIZE
}
