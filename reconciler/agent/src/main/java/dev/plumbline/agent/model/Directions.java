package dev.plumbline.agent.model;

import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.promotion.Condition;
import dev.plumbline.spec.promotion.Goal;
import dev.plumbline.spec.promotion.Promotion;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Which way metrics are better, told by the conditions of promotions. A metric of which they say
/// both, such as one that has to stay in a range, has none.
public final class Directions {
    private Directions() {}

    public static Map<String, Goal> of(List<Promotion> promotions, ResourceId model) {
        Map<String, Goal> directions = new TreeMap<>();
        Set<String> both = new HashSet<>();
        promotions.stream()
                .filter(promotion -> promotion.model().equals(model))
                .flatMap(promotion -> promotion.conditions().stream())
                .forEach(condition -> {
                    if (told(directions, condition) != condition.direction()) {
                        both.add(condition.metric());
                    }
                });
        both.forEach(directions::remove);
        return directions;
    }

    private static Goal told(Map<String, Goal> directions, Condition condition) {
        return directions.computeIfAbsent(condition.metric(), _ -> condition.direction());
    }
}
