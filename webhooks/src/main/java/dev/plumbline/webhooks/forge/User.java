package dev.plumbline.webhooks.forge;

import java.util.Set;

/// A user of a forge.
///
/// @param name the user name, by which policies name approvers; compared without regard to case
/// @param mails the addresses that the forge gives, if any: by those commits name them
/// @param bot whether the forge says that it is no person
public record User(String name, Set<String> mails, boolean bot) {
    public User {
        mails = Set.copyOf(mails);
    }

    public static User named(String name) {
        return new User(name, Set.of(), false);
    }

    public boolean is(User other) {
        return name.equalsIgnoreCase(other.name);
    }
}
