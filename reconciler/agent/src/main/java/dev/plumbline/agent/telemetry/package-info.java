/// What an operator watches of an agent: metrics, traces and structured logs. The loops tell of
/// what they do; here it is measured.
@NullMarked
package dev.plumbline.agent.telemetry;

import org.jspecify.annotations.NullMarked;
