package dev.plumbline.plan;

import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Num;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where the traffic of an endpoint is to go: to the deployments that it is declared for, and to
/// the temporary siblings of those that are made anew.
///
/// @param wanted the fields of the traffic; empty when it is left as it is
/// @param insteadOf the deployments whose place their siblings take
/// @param of the deployment that is made anew, when the traffic goes to its sibling or comes back
///   and is otherwise as declared
record TrafficShift(Fields wanted, Set<ResourceId> insteadOf, Optional<ResourceId> of) {
    /// Traffic that nobody declared is wanted only while there is none, and back where it was when
    /// it went to a sibling.
    static TrafficShift of(Resource traffic, Fields live, Siblings siblings) {
        Map<String, String> names = names(traffic, live);
        Set<ResourceId> insteadOf =
                deployments(traffic, names.values())
                        .filter(siblings::takesOver)
                        .collect(Collectors.toCollection(TreeSet::new));
        Optional<ResourceId> away =
                deployments(traffic, names.values())
                        .filter(id -> siblings.find(id).isPresent())
                        .filter(id -> siblings.serves(Sibling.of(id)))
                        .findFirst();
        Optional<ResourceId> shifted = insteadOf.stream().findFirst().or(() -> away);
        Fields declared = declared(traffic, live, shifted.isPresent(), names);
        boolean otherwiseAsDeclared = isSame(declared, live, original(names));
        return new TrafficShift(
                Sibling.insteadOf(insteadOf, declared),
                insteadOf,
                shifted.filter(_ -> otherwiseAsDeclared));
    }

    /// Whose sibling a name would be, for the deployments that the traffic may go to. Why the
    /// traffic moves that is otherwise as declared.
    String reason() {
        return of.map(deployment ->
                        insteadOf.contains(deployment)
                                ? "goes to "
                                        + Sibling.of(deployment)
                                        + " while "
                                        + deployment
                                        + " is made anew"
                                : "comes back to " + deployment + ", which is as declared")
                .orElse("");
    }

    private static Map<String, String> names(Resource traffic, Fields live) {
        Map<String, String> names = new TreeMap<>();
        Stream.of(
                        traffic.spec().fields("traffic"),
                        traffic.spec().fields("mirror_traffic"),
                        traffic.spec().fields("initial_traffic"),
                        live.fields("traffic"))
                .flatMap(map -> map.fields().keySet().stream())
                .forEach(name -> names.put(sibling(traffic, name), name));
        return names;
    }

    private static String sibling(Resource traffic, String name) {
        return Sibling.of(ResourceId.deployment(traffic.id().name(), name)).shortName();
    }

    private static Stream<ResourceId> deployments(Resource traffic, Collection<String> names) {
        return names.stream().map(name -> ResourceId.deployment(traffic.id().name(), name));
    }

    private static Fields declared(
            Resource traffic, Fields live, boolean shifted, Map<String, String> names) {
        Fields initial = traffic.spec().fields("initial_traffic");
        if (initial.isEmpty()) {
            return traffic.spec();
        }
        if (!flows(live)) {
            return new Fields(Map.of("traffic", initial));
        }
        return shifted
                ? new Fields(
                        Map.of(
                                "traffic",
                                new Fields(weights(live.fields("traffic"), original(names)))))
                : Fields.EMPTY;
    }

    static boolean flows(Fields live) {
        return live.fields("traffic").fields().values().stream()
                .anyMatch(weight -> weight instanceof Num(var share, _) && share.signum() > 0);
    }

    private static UnaryOperator<String> original(Map<String, String> names) {
        return name -> names.getOrDefault(name, name);
    }

    private static boolean isSame(Fields declared, Fields live, UnaryOperator<String> original) {
        return Sibling.WEIGHTS.stream()
                .allMatch(map ->
                        weights(declared.fields(map), UnaryOperator.identity())
                                .equals(weights(live.fields(map), original)));
    }

    /// The weights of a mapping under other names, without those that are zero.
    private static Map<String, Value> weights(Fields weights, UnaryOperator<String> renaming) {
        Map<String, Value> sums = new TreeMap<>();
        for (String name : weights.fields().keySet()) {
            weights.number(name)
                    .filter(weight -> weight.signum() != 0)
                    .ifPresent(weight ->
                            sums.merge(renaming.apply(name), new Num(weight), TrafficShift::sum));
        }
        return sums;
    }

    private static Value sum(Value a, Value b) {
        return new Num(Value.asNumber(a).orElseThrow().add(Value.asNumber(b).orElseThrow()));
    }
}
