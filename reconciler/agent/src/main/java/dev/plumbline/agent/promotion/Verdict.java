package dev.plumbline.agent.promotion;

import dev.plumbline.spec.promotion.Condition;

/// Whether a condition is met, and why, with the values.
record Verdict(Condition condition, boolean isMet, String reason) {}
