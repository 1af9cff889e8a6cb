package prescient.cutover;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import prescient.cutover.FeatureWatch.Watches;
import prescient.cutover.WatchTable.Look;
import prescient.cutover.WatchTable.Move;
import prescient.database.Bulk;
import prescient.database.BulkFailure;
import prescient.problem.RequestProblem;

/**
 * S4's four weeks of closer watching after a move to the database. They begin with the {@code advance} that the audit
 * holds, so that no restart can forget them, and end after 28 days or with the next move. Blocks.
 */
@ApplicationScoped
class WatchDesk {

    private static final List<String> WATCHED = List.of(Mode.DATABASE_READ.text(), Mode.DATABASE_ONLY.text());

    private final CutoverDesk desk;
    private final GateDesk gates;
    private final FollowDesk followers;
    private final ReportDesk reports;
    private final List<DayIncidents> incidents;
    private final WatchTable table;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final String service;
    /** Reads that the files had answered when the feature was last looked at; this process began with none. */
    private final Map<String, Long> fallbacks = new ConcurrentHashMap<>();

    WatchDesk(
            CutoverDesk desk,
            GateDesk gates,
            FollowDesk followers,
            ReportDesk reports,
            @All List<DayIncidents> incidents,
            Bulk bulk,
            ObjectMapper json,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.desk = desk;
        this.gates = gates;
        this.followers = followers;
        this.reports = reports;
        this.incidents = incidents;
        this.table = new WatchTable(bulk, json);
        this.json = json;
        this.clock = clock;
        this.service = service;
    }

    /** Looks at the watched features, and closes the reports of days that are over. */
    void look() {
        desk.all().forEach(this::look);
    }

    private void look(Cutover cutover) {
        var feature = cutover.feature().name();
        var now = clock.instant();
        var watch = watch(feature, now);
        long answered = cutover.paths().fallbacks().all().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        long before = fallbacks.getOrDefault(feature, 0L);
        var mode = watch.mode();
        var started = watch.startedAt();
        var ends = watch.endsAt();
        if (mode == null || started == null || ends == null) {
            fallbacks.put(feature, answered);
            return;
        }
        if (watch.watching()) {
            table.add(feature, day(now), mode, seen(cutover, answered - before, now));
        }
        fallbacks.put(feature, answered);
        var behind = day(ends).plusDays(1);
        table.close(feature, day(started), behind.isBefore(day(now)) ? behind : day(now), mode, now);
    }

    private Look seen(Cutover cutover, long fallbacks, Instant now) {
        var midnight = day(now).atStartOfDay(ZoneOffset.UTC).toInstant();
        var parity = reports.parity(cutover);
        var checked = parity.checkedAt();
        boolean today = checked != null && !checked.isBefore(midnight);
        var latency = gates.latency(cutover);
        return new Look(
                today ? parity.missing() + parity.different() + parity.extra() : null,
                latency.sentence().startsWith(LatencyGate.SLOWER),
                json.valueToTree(latency.evidence()),
                fallbacks,
                cutover.mode() == Mode.DATABASE_READ
                        ? followers.of(cutover.feature().name()).state().lag()
                        : 0,
                List.copyOf(gates.rules().firing(cutover).keySet()),
                incidents.stream()
                        .flatMap(known -> known.between(midnight, now).stream())
                        .toList());
    }

    /**
     * All features of the service, with their reports.
     *
     * @throws prescient.problem.Refused when PostgreSQL, which has them, does not answer
     */
    Watches all() {
        try {
            var now = clock.instant();
            return new Watches(
                    service,
                    desk.all().stream()
                            .map(cutover -> withDays(watch(cutover.feature().name(), now)))
                            .toList());
        } catch (BulkFailure failure) {
            throw RequestProblem.DATABASE_UNAVAILABLE.with(String.valueOf(failure.getMessage()));
        }
    }

    private FeatureWatch withDays(FeatureWatch watch) {
        var started = watch.startedAt();
        return started == null
                ? watch
                : new FeatureWatch(
                        watch.feature(),
                        watch.state(),
                        watch.mode(),
                        started,
                        watch.endsAt(),
                        watch.because(),
                        table.days(watch.feature(), day(started)));
    }

    /** The newest watch, without its reports. */
    private FeatureWatch watch(String feature, Instant now) {
        var moves = table.moves(feature);
        for (int i = moves.size() - 1; i >= 0; i--) {
            var move = moves.get(i);
            if (move.action().equals("advance") && WATCHED.contains(move.to())) {
                return watch(feature, move, i + 1 < moves.size() ? moves.get(i + 1) : null, now);
            }
        }
        return new FeatureWatch(feature, "none", null, null, null, null, List.of());
    }

    private static FeatureWatch watch(String feature, Move move, @Nullable Move next, Instant now) {
        var end = move.at().plus(FeatureWatch.FOUR_WEEKS);
        if (next != null && next.at().isBefore(end)) {
            return new FeatureWatch(
                    feature, "ended", move.to(), move.at(), next.at(), next.action() + " to " + next.to(), List.of());
        }
        var state = now.isBefore(end) ? "watching" : "done";
        return new FeatureWatch(feature, state, move.to(), move.at(), end, null, List.of());
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
