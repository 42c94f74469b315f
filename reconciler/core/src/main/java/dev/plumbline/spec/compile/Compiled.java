package dev.plumbline.spec.compile;

import dev.plumbline.resource.Resource;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.promotion.Promotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What became of one document.
///
/// @param resources what it declares
/// @param component a component, which is a resource once something names it
/// @param promotion what it orders, when it is no resource but a promotion
/// @param problems what its surroundings show to be wrong with it
public record Compiled(
        List<Resource> resources,
        Optional<Resource> component,
        Optional<Promotion> promotion,
        List<Problem> problems,
        Footprint footprint) {
    /// Of a document that is no spec, or not complete.
    public static final Compiled NOTHING =
            new Compiled(List.of(), Optional.empty(), Optional.empty(), List.of(), Footprint.NONE);

    public Compiled {
        resources = List.copyOf(resources);
        problems = List.copyOf(problems);
    }

    /// The same with further problems.
    public Compiled with(List<Problem> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(more);
        return new Compiled(resources, component, promotion, all, footprint);
    }
}
