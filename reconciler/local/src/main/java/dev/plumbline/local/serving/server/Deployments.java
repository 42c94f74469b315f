package dev.plumbline.local.serving.server;

import dev.plumbline.local.serving.Routes;
import dev.plumbline.local.serving.ServingStatus;
import dev.plumbline.local.serving.model.ScoringModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings what is served to what the routes want: loads in the background, moves weights only to
/// deployments that are ready, and retires what is no longer referred to. Requests read the
/// [RoutingTable] and never wait for any of it.
final class Deployments implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);

    /// Loading is mostly one thread of native code per model; two keep a broken or slow one from
    /// holding up the rest.
    private static final int LOADERS = 2;

    private final ModelLoader loader;
    private final InForceFile inForce;
    private final AtomicReference<RoutingTable> table = new AtomicReference<>(RoutingTable.EMPTY);
    private final ExecutorService loaders =
            Executors.newFixedThreadPool(
                    LOADERS, Thread.ofPlatform().daemon().name("loader-", 0).factory());
    private final ExecutorService workers =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("scoring-", 0).factory());

    private final Map<Slot.Id, Slot> slots = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> traffic = new HashMap<>();
    private final List<Instance> retired = new ArrayList<>();
    private Routes routes = Routes.NONE;

    Deployments(ModelLoader loader, InForceFile inForce) {
        this.loader = loader;
        this.inForce = inForce;
    }

    RoutingTable table() {
        return table.get();
    }

    /// Begins where the process before this one ended: what it served is loaded beside what is
    /// wanted now, so that a broken new generation does not take the endpoint down with a restart.
    synchronized void resume() {
        Routes before = inForce.read();
        before.endpoints()
                .values()
                .forEach(endpoint -> traffic.put(endpoint.name(), endpoint.traffic()));
        accept(before);
        slots.values().forEach(slot -> slot.fallback = slot.wanted);
    }

    /// Takes new routes; returns at once. What failed to load is tried again.
    synchronized void accept(Routes wanted) {
        routes = wanted;
        for (Routes.Endpoint endpoint : wanted.endpoints().values()) {
            endpoint.deployments()
                    .keySet()
                    .forEach(name -> slot(new Slot.Id(endpoint.name(), name)));
        }
        for (Slot slot : slots.values()) {
            slot.wanted =
                    Optional.ofNullable(wanted.endpoints().get(slot.id.endpoint()))
                            .map(endpoint -> endpoint.deployments().get(slot.id.deployment()));
            slot.missing().ifPresent(spec -> load(slot, spec));
            if (slot.isReady()) {
                slot.failure = Optional.empty();
            }
        }
        publish();
    }

    synchronized Map<String, ServingStatus.Endpoint> status() {
        Map<String, Map<String, ServingStatus.Deployment>> deployments = new LinkedHashMap<>();
        routes.endpoints().keySet().forEach(name -> deployments.put(name, new LinkedHashMap<>()));
        for (Slot slot : slots.values()) {
            deployments
                    .computeIfAbsent(slot.id.endpoint(), _ -> new LinkedHashMap<>())
                    .put(slot.id.deployment(), slot.status());
        }
        Map<String, ServingStatus.Endpoint> endpoints = new LinkedHashMap<>();
        deployments.forEach((name, each) ->
                endpoints.put(name, new ServingStatus.Endpoint(trafficInForce(name), each)));
        return endpoints;
    }

    private Slot slot(Slot.Id id) {
        return slots.computeIfAbsent(id, Slot::new);
    }

    private void load(Slot slot, Routes.Deployment spec) {
        slot.failure = Optional.empty();
        slot.loading.add(spec);
        loaders.execute(() -> loadNow(slot, spec));
    }

    private void loadNow(Slot slot, Routes.Deployment spec) {
        try {
            ScoringModel model = loader.load(spec);
            LOG.info(
                    "{}/{} loaded {}:{}",
                    slot.id.endpoint(),
                    spec.name(),
                    spec.modelName(),
                    spec.modelVersion());
            loaded(slot, spec, model);
        } catch (IOException | RuntimeException | LinkageError e) {
            String message =
                    e instanceof IOException ? String.valueOf(e.getMessage()) : e.toString();
            LOG.warn("{}/{} could not be loaded: {}", slot.id.endpoint(), spec.name(), message);
            failed(slot, spec, message);
        }
    }

    private synchronized void loaded(Slot slot, Routes.Deployment spec, ScoringModel model) {
        slot.loading.remove(spec);
        Instance instance = new Instance(spec, model, slot.counters, workers);
        if (slots.get(slot.id) == slot && slot.takes(spec)) {
            slot.live.ifPresent(retired::add);
            slot.live = Optional.of(instance);
            publish();
        } else {
            instance.release();
        }
    }

    private synchronized void failed(Slot slot, Routes.Deployment spec, String message) {
        slot.loading.remove(spec);
        if (slot.wanted.filter(spec::equals).isPresent()) {
            slot.failure = Optional.of(message);
        }
        publish();
    }

    /// Makes the next table. An instance is retired only after the table without it is in place.
    private void publish() {
        traffic.keySet().retainAll(routes.endpoints().keySet());
        for (Routes.Endpoint endpoint : routes.endpoints().values()) {
            if (positive(endpoint.traffic()).keySet().stream()
                    .allMatch(name -> isReady(endpoint.name(), name))) {
                traffic.put(endpoint.name(), positive(endpoint.traffic()));
            }
        }
        dropUnneeded();
        Map<String, EndpointRoute> next = new HashMap<>();
        routes.endpoints().values().forEach(endpoint -> next.put(endpoint.name(), route(endpoint)));
        table.set(new RoutingTable(next));
        retired.forEach(Instance::release);
        retired.clear();
        inForce.write(routes, this::live, traffic);
    }

    private void dropUnneeded() {
        for (Iterator<Slot> each = slots.values().iterator(); each.hasNext(); ) {
            Slot slot = each.next();
            int weight =
                    traffic.getOrDefault(slot.id.endpoint(), Map.of())
                            .getOrDefault(slot.id.deployment(), 0);
            if (slot.wanted.isEmpty() && weight == 0) {
                slot.live.ifPresent(retired::add);
                each.remove();
            }
        }
    }

    private EndpointRoute route(Routes.Endpoint endpoint) {
        Map<String, Instance> live = live(endpoint.name());
        Map<String, Integer> weights = trafficInForce(endpoint.name());
        List<EndpointRoute.Share> shares = new ArrayList<>();
        live.forEach((name, instance) -> {
            int weight = weights.getOrDefault(name, 0);
            if (weight > 0) {
                shares.add(new EndpointRoute.Share(instance, weight));
            }
        });
        boolean wantsTraffic = !positive(endpoint.traffic()).isEmpty();
        return new EndpointRoute(
                endpoint.name(),
                new EndpointKeys(endpoint),
                live,
                endpoint.deployments().keySet(),
                shares,
                wantsTraffic);
    }

    private Map<String, Instance> live(String endpoint) {
        Map<String, Instance> live = new LinkedHashMap<>();
        for (Slot slot : slots.values()) {
            if (slot.id.endpoint().equals(endpoint)) {
                slot.live.ifPresent(instance -> live.put(slot.id.deployment(), instance));
            }
        }
        return live;
    }

    /// The weights of the deployments that answer. After a restart some may still be loading: the
    /// others share until then.
    private Map<String, Integer> trafficInForce(String endpoint) {
        Map<String, Integer> weights =
                new LinkedHashMap<>(positive(traffic.getOrDefault(endpoint, Map.of())));
        weights.keySet().retainAll(live(endpoint).keySet());
        return weights;
    }

    private boolean isReady(String endpoint, String deployment) {
        Slot slot = slots.get(new Slot.Id(endpoint, deployment));
        return slot != null && slot.isReady();
    }

    private static Map<String, Integer> positive(Map<String, Integer> weights) {
        Map<String, Integer> positive = new LinkedHashMap<>(weights);
        positive.values().removeIf(weight -> weight == 0);
        return positive;
    }

    @Override
    public synchronized void close() {
        loaders.shutdownNow();
        table.set(RoutingTable.EMPTY);
        slots.values().forEach(slot -> slot.live.ifPresent(Instance::release));
        slots.clear();
        workers.shutdown();
    }
}
