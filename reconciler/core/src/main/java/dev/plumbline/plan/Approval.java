package dev.plumbline.plan;

/// An approval that stands: of one meaning of a resource, see [Subject].
///
/// @param by the name of who gave it
/// @param action of the change that they approved
public record Approval(String by, String action) {
    /// Whether it lets a change through that leads to the approved meaning. To replace takes
    /// making, where a platform has to remove what is there before. What was approved once may be
    /// put back when the platform differs from it, whichever action that takes.
    public boolean allows(String wanted, boolean drift) {
        return covers(action, wanted, drift);
    }

    /// Whether who approved one action on a meaning approved another that leads to it.
    static boolean covers(String approved, String wanted, boolean drift) {
        return approved.equals(wanted)
                || approved.equals("replace") && wanted.equals("create")
                || drift && !approved.equals("delete");
    }
}
