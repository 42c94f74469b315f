package dev.plumbline.local.endpoints;

import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.local.assets.RegisteredAssets;
import dev.plumbline.local.assets.Standing;
import dev.plumbline.local.serving.Routes;
import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Health;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Outcome;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/// Online endpoints, their deployments and their traffic. The database holds what was applied;
/// after each change the routes that follow from it are given to the serving process, again and
/// again until it takes them.
///
/// One change at a time: routes are made from the whole, so that two at once could undo each other.
public final class Endpoints implements AutoCloseable {
    private final ServiceStore services;
    private final Serving serving;
    private final RoutesOf routes;
    private final ServiceRules rules;
    private final ServingWatch watch;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Optional<String> untaken = Optional.empty();
    private Optional<Routes> given = Optional.empty();

    /// @param assets of each workspace, by its full name
    /// @param changed called when a deployment has become ready or has failed
    public Endpoints(
            Jdbi jdbi,
            Function<String, RegisteredAssets> assets,
            ArtifactStore artifacts,
            Serving serving,
            InstantSource clock,
            Runnable changed) {
        this.services = new ServiceStore(jdbi, clock);
        this.serving = serving;
        this.routes = new RoutesOf(services, artifacts);
        this.rules = new ServiceRules(services, new ModelSource(assets, artifacts));
        this.watch = new ServingWatch(this::look, changed);
    }

    /// Gives the serving process what the database holds. To be called once, when the platform is
    /// opened.
    public void resume() {
        locked(this::giveRoutes);
    }

    /// Makes a declared change of an endpoint, a deployment or traffic.
    public Outcome start(Change change, ApplyContext context) {
        lock.lock();
        try {
            return switch (change) {
                case Change.Create(var desired, var digest, _) ->
                        apply(rules.declared(desired, digest, List.of(), context, state()));
                case Change.Update(var desired, var digest, _, var fields) ->
                        apply(rules.declared(desired, digest, fields, context, state()));
                // A model is swapped in place, so a deployment needs no sibling.
                case Change.Replace(var desired, var digest, var fields) ->
                        apply(rules.declared(desired, digest, fields, context, state()));
                case Change.Run run ->
                        new Outcome.Stalled(run.id() + " is no job, so it cannot be run");
                case Change.Recreate(var desired, _, _) -> delete(desired.id(), context);
                case Change.Ship ship ->
                        new Outcome.Stalled(ship.id() + " is no asset, so it cannot be shipped");
                case Change.Delete(var id) -> delete(id, context);
            };
        } catch (Refusal refusal) {
            return refusal.outcome();
        } catch (IOException e) {
            return new Outcome.Failed(
                    change.action() + " " + change.id() + ": " + e.getMessage(), true);
        } finally {
            lock.unlock();
        }
    }

    /// What is served for a workspace, and how it fares.
    public Map<ResourceId, Observed> observe(String workspace) {
        Set<String> endpoints =
                services.all().stream()
                        .filter(service -> service.id().kind() == Kind.ONLINE_ENDPOINT)
                        .filter(endpoint -> endpoint.workspace().equals(Optional.of(workspace)))
                        .map(endpoint -> endpoint.id().name())
                        .collect(Collectors.toSet());
        // Traffic that a person set has no owner of its own: it is the endpoint's.
        return observe(service ->
                service.workspace()
                        .map(workspace::equals)
                        .orElseGet(() -> endpoints.contains(service.id().endpoint())));
    }

    /// Everything that is served, and how it fares.
    public Map<ResourceId, Observed> observe() {
        return observe(_ -> true);
    }

    private Map<ResourceId, Observed> observe(Predicate<Service> wanted) {
        Map<ResourceId, Observed> observed = new LinkedHashMap<>();
        ServingState state = state();
        for (Service service : services.all().stream().filter(wanted).toList()) {
            Standing standing = standing(state, service);
            observed.put(
                    service.id(),
                    new Observed.Service(
                            service.id(),
                            service.fields(),
                            standing.health(),
                            standing.message(),
                            service.owner(),
                            Optional.of(service.changedBy())));
            if (standing.health() == Health.PROGRESSING || untaken.isPresent()) {
                watch.begin();
            }
        }
        return observed;
    }

    /// The keys of an endpoint; empty when there is no such endpoint.
    public Optional<Keys> keys(String endpoint) {
        return services.keys(endpoint);
    }

    /// Makes one of the keys anew; the other one goes on being accepted.
    ///
    /// @throws Refusal when there is no such endpoint
    public Keys regenerateKey(String endpoint, boolean primary) throws Refusal {
        lock.lock();
        try {
            Keys old =
                    services.keys(endpoint)
                            .orElseThrow(() -> Refusal.lasting(ServiceRules.noEndpoint(endpoint)));
            Keys keys = primary ? old.withNewPrimary() : old.withNewSecondary();
            services.putKeys(endpoint, keys);
            giveRoutes();
            return keys;
        } finally {
            lock.unlock();
        }
    }

    /// Shifts traffic by hand. What was declared stays declared, so this shows as drift.
    ///
    /// @param by who does it
    /// @throws Refusal when a deployment is not there or not ready, or the shares are not right
    public void setTraffic(String endpoint, Map<String, Integer> shares, String by) throws Refusal {
        Value.Fields traffic = new Value.Fields(Map.of("traffic", TrafficWeights.fields(shares)));
        edit(new ResourceId(Kind.TRAFFIC, endpoint), traffic, by);
    }

    /// Changes some top-level fields of a service by hand; the others stay.
    ///
    /// @param by who does it
    /// @throws Refusal when the service is not there, or cannot be so
    public void patch(ResourceId id, Value.Fields fields, String by) throws Refusal {
        if (services.find(id).isEmpty()) {
            throw Refusal.lasting(id + " is not there, so it cannot be changed");
        }
        edit(id, fields, by);
    }

    @Override
    public void close() {
        watch.close();
    }

    private void edit(ResourceId id, Value.Fields fields, String by) throws Refusal {
        lock.lock();
        try {
            apply(rules.edited(id, fields, by, state()));
        } catch (IOException e) {
            throw Refusal.passing("changing " + id + ": " + e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private Outcome apply(Service service) throws Refusal {
        services.put(service);
        giveRoutes();
        return switch (standing(state(), service).health()) {
            case HEALTHY -> Outcome.Applied.done();
            case PROGRESSING, DEGRADED, SUSPENDED, MISSING -> {
                watch.begin();
                yield service.id().kind() == Kind.ONLINE_DEPLOYMENT
                        ? new Outcome.Started(service.id().toString())
                        : Outcome.Applied.done();
            }
        };
    }

    private Outcome delete(ResourceId id, ApplyContext context) throws Refusal {
        rules.checkDelete(id, context.workspace());
        services.delete(id);
        giveRoutes();
        return Outcome.Applied.done();
    }

    /// Gives the routes to the serving process, unless it holds them. When that fails they are kept
    /// as untaken, and given again by the watch.
    private void giveRoutes() {
        try {
            Optional<Routes> wanted = Optional.of(routes.routes());
            if (!wanted.equals(given) || state().problem().isPresent()) {
                given = Optional.empty();
                serving.apply(wanted.get());
                given = wanted;
            }
            untaken = Optional.empty();
        } catch (IOException | Refusal e) {
            untaken =
                    Optional.of(
                            "the serving process has not taken the change yet: " + e.getMessage());
            watch.begin();
        }
    }

    private ServingWatch.Sight look() {
        if (untaken.isPresent()) {
            locked(this::giveRoutes);
        }
        Map<ResourceId, Standing> standings = new LinkedHashMap<>();
        ServingState state = state();
        services.all().forEach(service -> standings.put(service.id(), standing(state, service)));
        boolean underWay =
                untaken.isPresent()
                        || standings.values().stream()
                                .anyMatch(standing -> standing.health() == Health.PROGRESSING);
        return new ServingWatch.Sight(standings, underWay);
    }

    private ServingState state() {
        return ServingState.of(serving, untaken);
    }

    private static Standing standing(ServingState state, Service service) {
        try {
            return state.standing(service);
        } catch (Refusal e) {
            return new Standing(Health.DEGRADED, e.reason());
        }
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
