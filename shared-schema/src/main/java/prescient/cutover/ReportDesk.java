package prescient.cutover;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import prescient.cutover.FeatureReport.Firing;
import prescient.cutover.FeatureReport.Latency;
import prescient.cutover.FeatureReport.Parity;
import prescient.cutover.Latencies.Measured;
import prescient.cutover.ServiceReport.Verified;
import prescient.database.DatabasePulse;

/** Tells how the cut-over stands, from memory: PostgreSQL is not asked. */
@ApplicationScoped
class ReportDesk {

    static final String REFUSING = "refusing";
    static final String ALERT = "alert";

    private static final double LAGGING_SECONDS = 10;

    private final CutoverDesk desk;
    private final GateDesk gates;
    private final RuleDesk rules;
    private final FollowDesk followers;
    private final DatabasePulse pulse;
    private final String service;

    ReportDesk(
            CutoverDesk desk,
            GateDesk gates,
            RuleDesk rules,
            FollowDesk followers,
            DatabasePulse pulse,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.desk = desk;
        this.gates = gates;
        this.rules = rules;
        this.followers = followers;
        this.pulse = pulse;
        this.service = service;
    }

    /** All features of the service. */
    ServiceReport service() {
        return new ServiceReport(
                service,
                pulse.last().state(),
                desk.initial().mode(),
                new TreeMap<>(desk.initial().aliases()),
                gates.backup()
                        .map(backup -> new Verified(backup.backupId(), backup.verifiedAt()))
                        .orElse(null),
                desk.all().stream().map(this::feature).toList());
    }

    /** One of them. */
    FeatureReport feature(Cutover cutover) {
        var name = cutover.feature().name();
        var state = cutover.state().orElse(null);
        var found = gates.evaluate(cutover);
        return new FeatureReport(
                name,
                state == null ? null : state.mode(),
                state == null ? 0 : state.revision(),
                state == null ? null : state.changedAt(),
                state == null ? null : state.reason(),
                state == null ? null : state.changedBy(),
                state != null && state.frozen(),
                state == null ? null : state.frozenReason(),
                cutover.mode().trustsFile() ? "file" : "database",
                state(cutover),
                cutover.mode().next().isPresent() && found.stream().allMatch(Gate::holds),
                Gates.sentence(cutover, found),
                found,
                parity(cutover),
                cutover.mirror().state(),
                followers.of(name).state(),
                cutover.paths().isBreakerOpen(),
                cutover.paths().fallbacks().all(),
                cutover.shadow().counts(),
                quarantined(name),
                firing(cutover),
                cutover.paths().latencies().all().stream()
                        .map(ReportDesk::latency)
                        .toList(),
                gates.baselines(cutover).stream().map(ReportDesk::latency).toList());
    }

    /** In one word. */
    String state(Cutover cutover) {
        if (cutover.isRefusing()) {
            return REFUSING;
        }
        if (!firing(cutover).isEmpty()) {
            return ALERT;
        }
        if (cutover.unrepaired()) {
            return "unrepaired";
        }
        if (cutover.mode() == Mode.DATABASE_READ
                && (cutover.paths().isBreakerOpen() || !pulse.last().up())) {
            return "falling-back";
        }
        var shadow = followers.of(cutover.feature().name()).state();
        boolean lags = cutover.mode() == Mode.DATABASE_READ
                ? shadow.failure() != null || shadow.lag() > LAGGING_SECONDS
                : cutover.mirror().state().lag() > LAGGING_SECONDS;
        return lags ? "lagging" : "ok";
    }

    /** Whether the feature may move on, and if not why; as computed last. */
    String sentence(Cutover cutover) {
        return Gates.sentence(cutover, gates.last(cutover));
    }

    @Nullable Long quarantined(String feature) {
        var transfer = gates.transfer();
        return transfer == null ? null : orNull(() -> transfer.quarantined(feature));
    }

    private List<Firing> firing(Cutover cutover) {
        return rules.firing(cutover).entrySet().stream()
                .map(rule -> new Firing(
                        rule.getKey(),
                        rules.action(rule.getKey()),
                        rule.getValue().sentence()))
                .toList();
    }

    Parity parity(Cutover cutover) {
        var transfer = gates.transfer();
        var checks = transfer == null
                ? null
                : orNull(() -> transfer.lastChecks(cutover.feature().name(), 1));
        if (checks == null || checks.isEmpty()) {
            Map<String, String> none = cutover.feature().collections().stream()
                    .collect(Collectors.toMap(Collection::name, _ -> "not-checked"));
            return new Parity(new TreeMap<>(none), null, false, 0, 0, 0);
        }
        var check = checks.getFirst();
        return new Parity(
                new TreeMap<>(check.states()),
                check.finishedAt(),
                check.clean(),
                check.missing(),
                check.different(),
                check.extra());
    }

    private static Latency latency(Measured line) {
        return new Latency(
                line.what().operation(),
                line.what().write() ? "write" : "read",
                line.what().mode().text(),
                line.what().on().text(),
                line.quantiles().samples(),
                LatencyGate.millis(line.quantiles().p50()),
                LatencyGate.millis(line.quantiles().p99()));
    }

    private static Latency latency(BaselineTable.Baseline line) {
        return new Latency(
                line.operation(),
                line.write() ? "write" : "read",
                line.mode(),
                "file",
                line.quantiles().samples(),
                LatencyGate.millis(line.quantiles().p50()),
                LatencyGate.millis(line.quantiles().p99()));
    }

    /** A status is told even when a part of it cannot be found out just now. */
    private static <T> @Nullable T orNull(Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException unavailable) {
            return null;
        }
    }
}
