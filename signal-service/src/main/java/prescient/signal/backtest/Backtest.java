package prescient.signal.backtest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A backtest as it stands.
 *
 * @param code why it failed, null unless it did
 * @param notApplied bounds that would hold in a cycle and are not recorded
 * @param variants how many parameter sets it replays
 * @param snapshots how many it reads, 0 until they are read
 * @param firstAt of the first snapshot, null until they are read, like {@code lastAt} and {@code inputHash}
 * @param inputHash the same for the same snapshots and markets
 * @param snapshotsDone replayed so far, of snapshots times variants
 */
@RegisterForReflection
record Backtest(
        String id,
        BacktestRequest request,
        String strategyVersion,
        BacktestStatus status,
        boolean cancelRequested,
        @Nullable String code,
        @Nullable String detail,
        List<String> notApplied,
        int variants,
        long snapshots,
        int markets,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt,
        @Nullable String inputHash,
        long snapshotsDone,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @JsonIgnore String requestHash) {

    /**
     * One parameter set and what it brought.
     *
     * @param variant its number, from 0
     */
    record Variant(int variant, Map<String, BigDecimal> parameters, Figures figures) {}

    /** The whole of it; variants that are not through yet are absent. */
    record Report(Backtest backtest, List<Variant> results) {}

    /**
     * A line of a comparison.
     *
     * @param figures null where the backtest has no result yet; then {@code variant} is null, too
     */
    record Line(
            String id,
            String strategy,
            BacktestStatus status,
            @Nullable String inputHash,
            @Nullable Integer variant,
            Map<String, BigDecimal> parameters,
            @Nullable Figures figures) {}

    /**
     * Backtests side by side.
     *
     * @param sameInput whether all of them ran on the same snapshots; if not, their figures say less
     */
    record Comparison(boolean sameInput, List<Line> lines) {}
}
