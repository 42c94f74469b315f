package dev.plumbline.local;

import static dev.plumbline.platform.FieldClass.NEW_VERSION;
import static dev.plumbline.platform.FieldClass.UNSUPPORTED;

import dev.plumbline.platform.Capabilities;
import dev.plumbline.platform.FieldClass;
import dev.plumbline.resource.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the embedded platform can do. Fields that size or secure machines in a cloud have no
/// meaning on one machine; a deployment's model is swapped in place, so nothing is ever replaced.
final class LocalCapabilities {
    static final Capabilities ALL =
            new Capabilities(
                    Map.of(
                            Kind.ENVIRONMENT,
                                    fields(
                                            NEW_VERSION,
                                            "image",
                                            "conda_file",
                                            "build",
                                            "inference_config",
                                            "os_type"),
                            Kind.DATA, fields(NEW_VERSION, "path", "type"),
                            Kind.COMPONENT,
                                    fields(
                                            NEW_VERSION,
                                            "type",
                                            "command",
                                            "code",
                                            "environment",
                                            "environment_variables",
                                            "inputs",
                                            "outputs",
                                            "is_deterministic"),
                            Kind.MODEL, fields(NEW_VERSION, "path", "type"),
                            Kind.JOB,
                                    fields(
                                            UNSUPPORTED,
                                            "compute",
                                            "resources",
                                            "distribution",
                                            "services",
                                            "queue_settings",
                                            "identity",
                                            "notification_setting"),
                            Kind.ONLINE_ENDPOINT,
                                    fields(
                                            UNSUPPORTED,
                                            "location",
                                            "identity",
                                            "public_network_access",
                                            "compute"),
                            Kind.ONLINE_DEPLOYMENT,
                                    fields(
                                            UNSUPPORTED,
                                            "instance_type",
                                            "egress_public_network_access",
                                            "app_insights_enabled",
                                            "data_collector",
                                            "scale_settings",
                                            "liveness_probe",
                                            "readiness_probe",
                                            "startup_probe",
                                            "resources",
                                            "environment",
                                            "model_mount_path"),
                            Kind.TRAFFIC, fields(UNSUPPORTED, "mirror_traffic")));

    private LocalCapabilities() {}

    private static Map<String, FieldClass> fields(FieldClass fieldClass, String... names) {
        Map<String, FieldClass> classes = new LinkedHashMap<>();
        for (String name : names) {
            classes.put(name, fieldClass);
        }
        return Map.copyOf(classes);
    }
}
