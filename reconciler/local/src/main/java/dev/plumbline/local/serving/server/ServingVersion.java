package dev.plumbline.local.serving.server;

/// The version of Plumbline that runs, as its jar says.
final class ServingVersion {
    private ServingVersion() {}

    static String current() {
        String version = ServingVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
