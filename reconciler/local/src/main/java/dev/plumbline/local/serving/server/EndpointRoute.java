package dev.plumbline.local.serving.server;

import dev.plumbline.local.serving.Routes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

/// An endpoint as requests see it.
///
/// @param live the deployments that answer
/// @param declared the names of all deployments, those that are loading or failed included
/// @param shares the live deployments with a positive weight
/// @param wantsTraffic whether the routes give any deployment a positive weight
record EndpointRoute(
        String name,
        EndpointKeys keys,
        Map<String, Instance> live,
        Set<String> declared,
        List<Share> shares,
        boolean wantsTraffic) {
    record Share(Instance instance, int weight) {}

    EndpointRoute {
        live = Map.copyOf(live);
        declared = Set.copyOf(declared);
        shares = List.copyOf(shares);
    }

    /// Chooses by name when one is given, else by weight among the deployments that fit.
    ///
    /// @param random gives a number from 0 to its argument, exclusive
    /// @throws Refusal when there is none
    Instance choose(
            Optional<String> wanted, Predicate<Routes.Deployment> fits, IntUnaryOperator random) {
        Instance chosen = wanted.isPresent() ? named(wanted.get()) : weighted(fits, random);
        if (!fits.test(chosen.spec())) {
            throw new Refusal(
                    404,
                    "ModelNotFound",
                    "deployment \"%s\" serves %s:%s, not the model asked for"
                            .formatted(
                                    chosen.spec().name(),
                                    chosen.spec().modelName(),
                                    chosen.spec().modelVersion()));
        }
        return chosen;
    }

    private Instance named(String deployment) {
        Instance instance = live.get(deployment);
        if (instance != null) {
            return instance;
        }
        if (declared.contains(deployment)) {
            throw notReady("deployment \"" + deployment + "\"");
        }
        throw new Refusal(
                404,
                "DeploymentNotFound",
                "endpoint \"%s\" has no deployment \"%s\"; it has %s"
                        .formatted(name, deployment, declared));
    }

    private Instance weighted(Predicate<Routes.Deployment> fits, IntUnaryOperator random) {
        int total = 0;
        for (Share share : shares) {
            total += fits.test(share.instance().spec()) ? share.weight() : 0;
        }
        if (total == 0) {
            throw noneFits();
        }
        int ticket = random.applyAsInt(total);
        for (Share share : shares) {
            if (fits.test(share.instance().spec())) {
                ticket -= share.weight();
                if (ticket < 0) {
                    return share.instance();
                }
            }
        }
        throw new IllegalStateException(
                "a ticket of " + total + " fell outside the weights of " + name);
    }

    private Refusal noneFits() {
        if (!shares.isEmpty()) {
            return new Refusal(
                    404,
                    "ModelNotFound",
                    "endpoint \"" + name + "\" does not serve the model asked for");
        }
        if (wantsTraffic) {
            return notReady("endpoint \"" + name + "\"");
        }
        return new Refusal(
                404,
                "NoTraffic",
                "endpoint \"%s\" sends traffic to no deployment; set its traffic, or name one of %s in the header azureml-model-deployment"
                        .formatted(name, declared));
    }

    private static Refusal notReady(String what) {
        return new Refusal(
                503, "NotReady", what + " has no model loaded yet; try again, or see plumb status");
    }
}
