package dev.plumbline.agent.promotion;

import dev.plumbline.agent.model.TrainingRun;
import dev.plumbline.agent.promotion.Judging.Subject;
import dev.plumbline.resource.VersionedId;
import dev.plumbline.spec.promotion.Promotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Which version of a model a promotion would propose: the newest of those that are newer than what
/// is deployed and declared, that a run registered which succeeded, that people have not decided
/// about before, and that meet all conditions.
///
/// @param chosen with how it meets each condition; empty when none does
/// @param passedOver why others are not, newest first, for people
record Selection(Optional<Chosen> chosen, List<String> passedOver) {
    private static final int MOST_TOLD = 10;

    Selection {
        passedOver = List.copyOf(passedOver);
    }

    /// @param deployed empty when nothing is yet
    record Chosen(VersionedId model, Optional<VersionedId> deployed, List<Verdict> verdicts) {
        Chosen {
            verdicts = List.copyOf(verdicts);
        }

        String title() {
            return Selection.title(model);
        }
    }

    /// @param versions of the model, oldest first
    /// @param runs what is known of the run that registered a version
    /// @param deployed the version that is deployed
    /// @param declared the version that the spec names
    /// @param decided versions that were deployed, declared, merged or refused before
    static Selection of(
            Promotion promotion,
            List<String> versions,
            Function<VersionedId, Optional<TrainingRun>> runs,
            Optional<String> deployed,
            Optional<String> declared,
            Set<String> decided) {
        Optional<VersionedId> now =
                deployed.map(version -> new VersionedId(promotion.model(), version));
        Optional<Subject> base =
                now.map(model ->
                        new Subject(title(model), runs.apply(model).map(TrainingRun::metrics)));
        List<String> passedOver = new ArrayList<>();
        for (String version : newer(versions, deployed, declared).reversed()) {
            VersionedId model = new VersionedId(promotion.model(), version);
            Optional<String> never =
                    decided.contains(version)
                            ? Optional.of("it was deployed, proposed or declared before")
                            : unusable(runs.apply(model));
            if (never.isPresent()) {
                passedOver.add(title(model) + ": " + never.get());
                continue;
            }
            List<Verdict> verdicts =
                    Judging.judge(
                            promotion.conditions(),
                            new Subject(title(model), runs.apply(model).map(TrainingRun::metrics)),
                            base);
            Optional<Verdict> unmet = verdicts.stream().filter(each -> !each.isMet()).findFirst();
            if (unmet.isEmpty()) {
                return new Selection(Optional.of(new Chosen(model, now, verdicts)), passedOver);
            }
            if (passedOver.size() < MOST_TOLD) {
                passedOver.add(
                        "%s is not %s: %s"
                                .formatted(
                                        title(model),
                                        unmet.get().condition(),
                                        unmet.get().reason()));
            }
        }
        return new Selection(Optional.empty(), passedOver);
    }

    private static Optional<String> unusable(Optional<TrainingRun> run) {
        return run.isEmpty()
                ? Optional.of("no run is known that registered it")
                : run.map(TrainingRun::status)
                        .filter(status -> !status.equals("succeeded"))
                        .map(status -> "its run is " + status);
    }

    /// The versions behind the deployed and the declared one. What of those two is not there is
    /// behind no version, unless both are numbers.
    private static List<String> newer(
            List<String> versions, Optional<String> deployed, Optional<String> declared) {
        return versions.stream()
                .filter(version ->
                        Stream.concat(deployed.stream(), declared.stream())
                                .allMatch(base -> isNewer(versions, version, base)))
                .toList();
    }

    private static boolean isNewer(List<String> versions, String version, String base) {
        int at = versions.indexOf(base);
        if (at >= 0) {
            return versions.indexOf(version) > at;
        }
        return isNumber(version)
                && isNumber(base)
                && Long.parseLong(version) > Long.parseLong(base);
    }

    private static boolean isNumber(String version) {
        return version.matches("[0-9]{1,18}");
    }

    static String title(VersionedId model) {
        return model.id().name() + ":" + model.version();
    }
}
