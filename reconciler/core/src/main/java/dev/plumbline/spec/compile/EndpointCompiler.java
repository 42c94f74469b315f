package dev.plumbline.spec.compile;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Num;
import dev.plumbline.resource.Value.Text;
import dev.plumbline.spec.problem.Paths;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Online endpoints and deployments. An endpoint's traffic is a resource of its own.
final class EndpointCompiler {
    private EndpointCompiler() {}

    static Fields endpoint(Fields endpoint) {
        return endpoint.without("traffic").without("mirror_traffic");
    }

    /// The declared traffic, if there is any; its weights must sum to 0 or 100.
    static Optional<Fields> traffic(CompileContext context, Fields endpoint) {
        Map<String, Value> traffic = new LinkedHashMap<>();
        for (String key : List.of("traffic", "mirror_traffic")) {
            endpoint.get(key)
                    .filter(Fields.class::isInstance)
                    .ifPresent(value -> traffic.put(key, weights((Fields) value)));
        }
        if (traffic.get("traffic") instanceof Fields weights) {
            BigDecimal sum = sum(weights);
            if (sum.signum() != 0 && sum.compareTo(BigDecimal.valueOf(100)) != 0) {
                context.error(
                        "traffic",
                        "traffic sums to "
                                + sum.toPlainString()
                                + "; the weights must sum to 100, or to 0 for no traffic",
                        List.of("traffic"));
            }
        }
        if (traffic.get("mirror_traffic") instanceof Fields mirrored) {
            mirrored(
                    context,
                    mirrored,
                    traffic.get("traffic") instanceof Fields live ? live : Fields.EMPTY);
        }
        return traffic.isEmpty() ? Optional.empty() : Optional.of(new Fields(traffic));
    }

    /// A deployment gets live requests or copies of them, never both.
    private static void mirrored(CompileContext context, Fields mirrored, Fields live) {
        for (String deployment : mirrored.fields().keySet()) {
            boolean isLive =
                    live.number(deployment).filter(share -> share.signum() > 0).isPresent();
            boolean isMirrored =
                    mirrored.number(deployment).filter(share -> share.signum() > 0).isPresent();
            if (isLive && isMirrored) {
                context.keyError(
                        "traffic",
                        "mirror_traffic goes to \""
                                + deployment
                                + "\", which takes live traffic already; mirror to a deployment whose traffic is 0",
                        List.of("mirror_traffic", deployment));
            }
        }
    }

    /// Weights may stand in quotes; they are numbers all the same.
    private static Fields weights(Fields written) {
        return written.mapLeaves(weight ->
                weight instanceof Text(var text) ? new Num(new BigDecimal(text.trim())) : weight);
    }

    private static BigDecimal sum(Fields weights) {
        return weights.fields().values().stream()
                .map(value -> value instanceof Num(var weight, _) ? weight : BigDecimal.ZERO)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// The `model` of a deployment: a reference, or a model inline.
    static Fields withModel(CompileContext context, Fields deployment, List<String> at) {
        List<String> here = Paths.below(at, "model");
        return switch (deployment.get("model").orElse(Value.Null.NULL)) {
            case Text(var text) -> deployment.with("model", context.asset(text, Kind.MODEL, here));
            case Fields inline ->
                    deployment.with("model", AssetCompiler.pathAsset(context, inline, here));
            case Value _ -> deployment;
        };
    }

    static Fields deployment(CompileContext context, Fields deployment) {
        Fields result =
                withModel(
                        context,
                        AssetCompiler.withEnvironment(context, deployment, List.of()),
                        List.of());
        Fields code = deployment.fields("code_configuration");
        return code.isEmpty()
                ? result
                : result.with(
                        "code_configuration",
                        AssetCompiler.withCode(context, code, List.of("code_configuration")));
    }
}
