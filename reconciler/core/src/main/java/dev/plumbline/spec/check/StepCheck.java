package dev.plumbline.spec.check;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.check.search.SweepCheck;
import dev.plumbline.spec.problem.Findings;
import dev.plumbline.spec.problem.Names;
import dev.plumbline.spec.problem.Paths;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Checks one step of whatever type: a job, a component, or a node of a pipeline.
final class StepCheck {
    private final Findings findings;

    StepCheck(Findings findings) {
        this.findings = findings;
    }

    /// Checks a job that stands by itself, or a component.
    ///
    /// @param isComponent whether its inputs and outputs are declared, not given
    void alone(Fields step, boolean isComponent) {
        Interface ports = Interface.of(step);
        check(step, Optional.of(ports), List.of());
        if (isComponent) {
            component(step, ports);
        }
    }

    /// @param ports what goes in and out of it, when that is known
    void check(Fields step, Optional<Interface> ports, List<String> at) {
        StepTexts.checkWritten(findings, step, at);
        ports.map(known -> new CommandCheck(findings, known, step))
                .ifPresent(check -> {
                    StepTexts.ofWork(step, at, check::work);
                    StepTexts.ofPorts(step, at, check::port);
                });
        new SweepCheck(findings).check(step, at);
        RunCheck.check(findings, step, at);
        if (step.get("trial").orElse(Value.Null.NULL) instanceof Fields trial) {
            RunCheck.check(findings, trial, Paths.below(at, "trial"));
        }
    }

    private void component(Fields step, Interface ports) {
        BiConsumer<String, List<String>> groups =
                new OptionalGroups(findings, ports.inputs())::check;
        StepTexts.ofWork(step, List.of(), groups);
        for (Map.Entry<String, Port> input : ports.inputs().entrySet()) {
            declared(input.getKey(), input.getValue(), step.fields("inputs"));
        }
    }

    /// A default must fit what its own input says.
    private void declared(String name, Port port, Fields inputs) {
        List<String> at = List.of("inputs", name);
        if (port.min().isPresent()
                && port.max().isPresent()
                && port.min().get().compareTo(port.max().get()) > 0) {
            findings.error(
                    "type",
                    "min of "
                            + name
                            + " is "
                            + port.min().get().toPlainString()
                            + ", which is more than its max, "
                            + port.max().get().toPlainString()
                            + "; exchange them",
                    Paths.below(at, "min"));
            return;
        }
        inputs.fields(name)
                .get("default")
                .filter(value -> !(value instanceof Value.Null))
                .ifPresent(value ->
                        port.fault(value)
                                .ifPresent(fault ->
                                        findings.error(
                                                "type",
                                                "the default of "
                                                        + name
                                                        + " is "
                                                        + Names.shown(value)
                                                        + ", but the input "
                                                        + fault,
                                                Paths.below(at, "default"))));
    }
}
