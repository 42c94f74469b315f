package dev.plumbline.webhooks.azuredevops;

import dev.plumbline.webhooks.forge.User;
import dev.plumbline.webhooks.http.Fields;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What Azure DevOps calls an `IdentityRef`: a person, a group or a service.
///
/// @param id without hyphens, in lower case: both forms occur
/// @param name unique: a mail address on Azure DevOps Services, `DOMAIN\\user` on the Server
/// @param group whether it stands for several people
/// @param service whether it is no person: a build service, a service principal or Azure DevOps
/// @param system whether it is Azure DevOps itself, under which nobody else can write
record Identity(String id, String name, boolean group, boolean service, boolean system) {
    static Identity of(JsonNode node) {
        String descriptor = node.path("descriptor").asString("");
        boolean group = Fields.isTrue(node, "/isContainer");
        return new Identity(
                bare(Fields.text(node, "/id")),
                Fields.find(node, "/uniqueName").orElseGet(() -> Fields.text(node, "/id")),
                group,
                Stream.of("svc.", "aadsp.", "s2s.").anyMatch(descriptor::startsWith),
                group || descriptor.startsWith("s2s."));
    }

    /// An id as [#id()] has it.
    static String bare(String id) {
        return id.replace("-", "").toLowerCase(Locale.ROOT);
    }

    User user() {
        Set<String> mails = name.contains("@") ? Set.of(name) : Set.of();
        return new User(name, mails, service || group);
    }
}
