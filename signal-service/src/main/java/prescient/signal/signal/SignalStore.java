package prescient.signal.signal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverConfig;
import prescient.cutover.CutoverDesk;
import prescient.database.Migration;

/** Runs and signals, in the store that is trusted. */
@ApplicationScoped
public class SignalStore {

    /** The file store remembers the newest runs only, and the database gets them when it is trusted. */
    private static final String NOT_COMPARED = "";

    private final SignalTable table;
    private final SignalRunTable runs;
    private final SignalsFeature feature;
    private final Migration migration;
    private final Cutover cutover;
    private final CutoverConfig config;

    SignalStore(
            SignalTable table,
            SignalRunTable runs,
            SignalsFeature feature,
            Migration migration,
            CutoverDesk cutovers,
            CutoverConfig config) {
        this.table = table;
        this.runs = runs;
        this.feature = feature;
        this.migration = migration;
        this.cutover = cutovers.of(SignalsFeature.NAME);
        this.config = config;
    }

    /**
     * The signals of a run as objects of the legacy files, in the order of the run; empty when there are none. Their
     * local times are those of the suite's zone. They are for keeping: the store that follows, which may lack the run,
     * is not asked.
     */
    public Uni<List<ObjectNode>> legacyForm(String runId) {
        var zone = config.legacy().zone();
        return cutover.decide(
                "run-signals",
                () -> values(feature.live().ofRun(runId), zone),
                () -> table.ofRun(runId).map(signals -> values(signals, zone)));
    }

    /** The run if it was done before, for a decision: the store that follows may not know it. */
    Uni<Optional<StoredRun>> find(String runId, int portfolioId) {
        return cutover.decide(
                "run",
                () -> {
                    if (portfolioId != 1) {
                        throw SignalProblem.FILE_MODE_HAS_ONE_PORTFOLIO.with("portfolio " + portfolioId);
                    }
                    return Optional.ofNullable(feature.live().find(runId));
                },
                () -> runs.find(runId, portfolioId).map(Optional::ofNullable));
    }

    /** Stores a run with its signals; false, having written nothing, if it is there already. */
    Uni<Boolean> store(GenerateRequest request, GenerateResult result, List<Signal> signals, Instant now) {
        return cutover.write(
                "generate",
                () -> feature.live().store(request, result, signals, now),
                () -> runs.store(request, result, signals, now));
    }

    /** Leases open signals and expires the ones generated before {@code oldest}. */
    Uni<Moved> claim(ClaimRequest request, Instant now, Instant oldest, Instant until) {
        return cutover.write(
                "claim",
                () -> feature.live().claim(request, now, oldest, until),
                () -> table.claim(request, now, oldest, until));
    }

    /** Applies outcomes that the lifecycle allows. */
    Uni<List<OutcomeEffect>> record(List<Outcome> outcomes) {
        return cutover.write("outcomes", () -> feature.live().record(outcomes), () -> table.record(outcomes));
    }

    /** Expires what was generated before {@code oldest} and is not leased; answers how many. */
    Uni<Integer> expire(Instant now, Instant oldest) {
        return cutover.write(
                "expire",
                () -> feature.live().expire(now, oldest),
                () -> migration.done()
                        ? table.expire(now, oldest)
                        : Uni.createFrom().item(0));
    }

    /** Signals, newest first. */
    Uni<List<SignalLine>> list(SignalFilter filter, @Nullable Long beforeId, int limit) {
        return cutover.read(
                "list",
                () -> feature.live().state().list(filter, beforeId, limit),
                () -> table.list(filter, beforeId, limit),
                lines -> NOT_COMPARED);
    }

    private static List<ObjectNode> values(List<Signal> signals, ZoneId zone) {
        return signals.stream()
                .map(signal -> LegacySignal.value(signal, "", zone))
                .toList();
    }
}
