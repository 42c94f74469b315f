package dev.plumbline.plan.ship;

/// The release of another workspace that something was shipped from.
///
/// @param workspace its short name
/// @param release the commit of its ledger
/// @param commit the commit of the specs that it released
public record ShippedFrom(String workspace, String release, String commit) {
    private static final int SHORT = 7;

    /// For people: `staging's release 1a2b3c4`.
    public String words() {
        return workspace + "'s release " + release.substring(0, Math.min(SHORT, release.length()));
    }
}
