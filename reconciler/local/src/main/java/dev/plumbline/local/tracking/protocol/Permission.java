package dev.plumbline.local.tracking.protocol;

import java.util.Optional;

/// What a client may change. A script changes what its own job's scripts made; a person what the
/// workspaces of their token hold.
public final class Permission {
    private static final String RESERVED = "plumbline.";

    private Permission() {}

    /// Who something belongs to.
    ///
    /// @param tree the tracked run of the job whose script made it; empty when none did
    /// @param workspace `repository/workspace`; empty when it belongs to none
    /// @param underWay whether that job runs
    public record Belonging(Optional<String> tree, Optional<String> workspace, boolean underWay) {}

    /// @param what it is, for people: `the run "…"`
    /// @throws TrackingException when the client may not change it
    public static void check(Client client, Belonging belonging, String what) {
        switch (client) {
            case Client.Reader _ -> throw unauthenticated();
            case Client.Person person -> {
                boolean may =
                        belonging.workspace().map(person::mayEnter).orElse(true)
                                && (belonging.workspace().isPresent()
                                        || person.workspaces().isEmpty());
                if (!may) {
                    throw TrackingException.denied(
                            "%s is not of %s, which the token of %s is for; use a token for its workspace"
                                    .formatted(
                                            what,
                                            String.join(", ", person.workspaces()),
                                            person.name()));
                }
            }
            case Client.Script script -> {
                if (!belonging.tree().equals(Optional.of(script.tree()))) {
                    throw TrackingException.denied(
                            what
                                    + " was not made by this job; a job's token writes what its own scripts made: start a run of"
                                    + " your own, or pass the agent's token in MLFLOW_TRACKING_TOKEN");
                }
                if (!belonging.underWay()) {
                    throw TrackingException.denied(
                            "the job whose token this is has ended, so "
                                    + what
                                    + " stays as it is");
                }
            }
        }
    }

    /// Refuses what only someone with a token of the agent may do.
    public static void person(Client client, String what) {
        switch (client) {
            case Client.Reader _ -> throw unauthenticated();
            case Client.Script _ ->
                    throw TrackingException.denied(
                            what
                                    + " is not a job's to change; do it with the agent's token in MLFLOW_TRACKING_TOKEN");
            case Client.Person _ -> {}
        }
    }

    /// Refuses clients who may only read.
    public static void write(Client client) {
        if (client instanceof Client.Reader) {
            throw unauthenticated();
        }
    }

    /// A tag that a client may write.
    ///
    /// @throws TrackingException when it is one of Plumbline's own
    public static KeyValue tag(KeyValue tag) {
        tag(tag.key());
        return tag;
    }

    /// @throws TrackingException when the key is one of Plumbline's own
    public static void tag(String key) {
        if (key.regionMatches(true, 0, RESERVED, 0, RESERVED.length())) {
            throw TrackingException.invalid(
                    "the tag \"%s\" cannot be written: tags that begin with \"plumbline.\" tell what Plumbline knows, and it alone writes them; choose another key"
                            .formatted(key));
        }
    }

    private static TrackingException unauthenticated() {
        return new TrackingException(
                TrackingException.Code.UNAUTHENTICATED,
                "changes need a token: set MLFLOW_TRACKING_TOKEN to the agent's, which is in the file `token` of its data"
                        + " directory (a job's steps get one by themselves)");
    }
}
