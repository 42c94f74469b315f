package dev.plumbline.local.endpoints;

import dev.plumbline.local.assets.Standing;
import dev.plumbline.local.endpoints.Service.ServedModel;
import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.BlobSource;
import dev.plumbline.platform.Health;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.FieldDiff;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a service must look like to be applied, and what must be there before it.
final class ServiceRules {
    private static final BlobSource NO_REPOSITORY =
            blob -> {
                throw new IOException("a change by hand cannot bring files; commit them");
            };

    private final ServiceStore services;
    private final ModelSource models;

    ServiceRules(ServiceStore services, ModelSource models) {
        this.services = services;
        this.models = models;
    }

    /// The service that a declared change makes.
    ///
    /// @param diffs the fields that differ; none for a service that is not there yet
    /// @throws Refusal when it cannot be so, or not yet
    /// @throws IOException when the content of a model cannot be read or stored
    Service declared(
            Resource desired,
            Digest digest,
            List<FieldDiff> diffs,
            ApplyContext context,
            ServingState state)
            throws Refusal, IOException {
        checkOwn(desired.id(), context.workspace());
        Owner owner = context.owner(desired.id(), digest, desired.source().path());
        Optional<Service> there = services.find(desired.id());
        Value.Fields live = there.map(Service::fields).orElse(Value.Fields.EMPTY);
        Value.Fields fields = LiveFields.after(live, desired.spec(), diffs);
        Service wanted =
                new Service(
                        desired.id(),
                        fields,
                        Optional.of(there.map(before -> owner.after(before.owner())).orElse(owner)),
                        Service.PLUMBLINE,
                        Optional.empty());
        return checked(wanted, context.blobs(), state);
    }

    /// The service that a person's edit makes: some fields differ, the declaration that it belongs
    /// to stays.
    Service edited(ResourceId id, Value.Fields changes, String by, ServingState state)
            throws Refusal, IOException {
        Optional<Service> before = services.find(id);
        Map<String, Value> fields = new LinkedHashMap<>();
        before.ifPresent(service -> fields.putAll(service.fields().fields()));
        fields.putAll(changes.fields());
        Service wanted =
                new Service(
                        id,
                        new Value.Fields(fields),
                        before.flatMap(Service::owner),
                        by,
                        before.flatMap(Service::model));
        return changes.has("model") || wanted.model().isEmpty()
                ? checked(wanted, NO_REPOSITORY, state)
                : checkedSettings(wanted);
    }

    /// The name of an endpoint is its address on this machine, so that one workspace has it.
    ///
    /// @throws Refusal when another workspace has it
    private void checkOwn(ResourceId id, String workspace) throws Refusal {
        for (ResourceId each : List.of(new ResourceId(Kind.ONLINE_ENDPOINT, id.endpoint()), id)) {
            Optional<String> other =
                    services.find(each)
                            .flatMap(Service::workspace)
                            .filter(owner -> !owner.equals(workspace));
            if (other.isPresent()) {
                throw Refusal.lasting(
                        "%s belongs to the workspace %s, and the name of an endpoint is its address on this machine, so that one workspace has it; give the endpoint of %s another name, in its spec or with set: {values: {endpoint_name: …}} in plumbline.yml"
                                .formatted(each, other.get(), workspace));
            }
        }
    }

    /// @throws Refusal when the service is another workspace's, or still answers requests
    void checkDelete(ResourceId id, String workspace) throws Refusal {
        checkOwn(id, workspace);
        if (id.kind() != Kind.ONLINE_DEPLOYMENT) {
            return;
        }
        Optional<Service> traffic = services.find(new ResourceId(Kind.TRAFFIC, id.endpoint()));
        if (traffic.isEmpty()) {
            return;
        }
        int share =
                TrafficWeights.of(traffic.get().id(), traffic.get().fields())
                        .getOrDefault(id.shortName(), 0);
        if (share > 0) {
            throw Refusal.passing(
                    "%s answers %d %% of the traffic of %s; shift it to another deployment first"
                            .formatted(id, share, id.endpoint()));
        }
    }

    static String noEndpoint(String endpoint) {
        return "online-endpoint/" + endpoint + " is not there";
    }

    private Service checked(Service wanted, BlobSource blobs, ServingState state)
            throws Refusal, IOException {
        return switch (wanted.id().kind()) {
            case ONLINE_ENDPOINT -> {
                checkAuthentication(wanted);
                yield wanted;
            }
            case ONLINE_DEPLOYMENT -> {
                needEndpoint(wanted.id());
                ServedModel model =
                        models.resolve(
                                wanted.workspace().orElse(""), wanted.id(), wanted.fields(), blobs);
                yield checkedSettings(
                        new Service(
                                wanted.id(),
                                wanted.fields(),
                                wanted.owner(),
                                wanted.changedBy(),
                                Optional.of(model)));
            }
            case TRAFFIC -> {
                needEndpoint(wanted.id());
                checkTraffic(wanted, state);
                yield wanted;
            }
            case POLICY, ENVIRONMENT, DATA, COMPONENT, MODEL, JOB ->
                    throw new IllegalArgumentException(wanted.id() + " is no service");
        };
    }

    private static Service checkedSettings(Service deployment) throws Refusal {
        var _ = DeploymentSettings.of(deployment.id(), deployment.fields());
        return deployment;
    }

    private static void checkAuthentication(Service endpoint) throws Refusal {
        String mode = endpoint.fields().text("auth_mode").orElse("key");
        if (!mode.equals("key")) {
            throw Refusal.lasting(
                    "%s asks for auth_mode \"%s\"; the embedded platform knows keys only: use `set` to make it key in this workspace"
                            .formatted(endpoint.id(), mode));
        }
    }

    private void needEndpoint(ResourceId id) throws Refusal {
        if (services.find(new ResourceId(Kind.ONLINE_ENDPOINT, id.endpoint())).isEmpty()) {
            throw Refusal.passing(noEndpoint(id.endpoint()) + " yet, and " + id + " needs it");
        }
    }

    private void checkTraffic(Service traffic, ServingState state) throws Refusal {
        for (var share : TrafficWeights.of(traffic.id(), traffic.fields()).entrySet()) {
            ResourceId id = ResourceId.deployment(traffic.id().name(), share.getKey());
            Optional<Service> deployment = services.find(id);
            if (deployment.isEmpty()) {
                throw Refusal.lasting(
                        traffic.id()
                                + " names "
                                + id
                                + ", which is not there; declare it or leave it out");
            }
            if (share.getValue() > 0) {
                needReady(traffic.id(), id, state.standing(deployment.get()));
            }
        }
    }

    private static void needReady(ResourceId traffic, ResourceId deployment, Standing standing)
            throws Refusal {
        if (standing.health() == Health.DEGRADED) {
            throw Refusal.lasting(
                    traffic
                            + " cannot send requests to "
                            + deployment
                            + ", which failed: "
                            + standing.message());
        }
        if (standing.health() != Health.HEALTHY) {
            throw Refusal.passing(
                    traffic
                            + " waits for "
                            + deployment
                            + ", which is not ready yet: "
                            + standing.message());
        }
    }
}
