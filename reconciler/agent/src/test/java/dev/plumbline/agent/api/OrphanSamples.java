package dev.plumbline.agent.api;

/// Orphans as the agent tells of them.
final class OrphanSamples {
    private OrphanSamples() {}

    static OrphanView green() {
        return new OrphanView(
                "fraud/staging",
                "online-deployment/fraud/green",
                "endpoints/green.yml",
                "plumbline.yml does not include endpoints/green.yml any more",
                "to keep it, declare it again");
    }

    static OrphanView vanished() {
        return new OrphanView(
                "fraud/trial",
                "online-endpoint/fraud-trial",
                "trial/endpoint.yml",
                "plumbline.yml declares no workspace trial any more",
                "to keep it, declare the workspace again");
    }
}
