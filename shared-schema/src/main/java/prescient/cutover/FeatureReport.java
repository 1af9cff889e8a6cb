package prescient.cutover;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a feature's cut-over stands.
 *
 * @param feature its name
 * @param mode which store is trusted; null while that is not decided
 * @param revision of the decision
 * @param since when the mode was changed
 * @param reason why, or null
 * @param changedBy by whom, or null
 * @param frozen the mode may not be changed
 * @param frozenReason why, or null
 * @param trusted {@code file} or {@code database}
 * @param state {@code ok}, {@code unrepaired}, {@code lagging}, {@code falling-back}, {@code alert} or {@code refusing}
 * @param mayAdvance all gates of the next step hold
 * @param sentence the same with the reasons
 * @param gates of the next step
 * @param parity what the last comparison found
 * @param mirror what waits for the database in dual-write
 * @param shadow what waits for the files in database-read
 * @param breakerOpen the database is not asked for a while
 * @param fallbacks reads that the files answered in place of the database, by reason
 * @param shadowReads reads that were asked of both stores, by what came of it
 * @param quarantined records put aside by imports and repairs; null when unknown just now
 * @param rules that fire
 * @param latencies what operations take
 * @param baselines what they took while the files were trusted
 */
@Schema(name = "CutoverFeature")
record FeatureReport(
        String feature,
        @Nullable Mode mode,
        long revision,
        @Nullable Instant since,
        @Nullable String reason,
        @Nullable String changedBy,
        boolean frozen,
        @Nullable String frozenReason,
        String trusted,
        String state,
        boolean mayAdvance,
        String sentence,
        List<Gate> gates,
        Parity parity,
        Mirror.State mirror,
        Follower.State shadow,
        boolean breakerOpen,
        Map<String, Long> fallbacks,
        Map<String, Long> shadowReads,
        @Nullable Long quarantined,
        List<Firing> rules,
        List<Latency> latencies,
        List<Latency> baselines) {

    /**
     * What the last comparison found.
     *
     * @param states per collection
     * @param checkedAt when it ended, null before the first
     */
    @Schema(name = "CutoverParity")
    record Parity(
            Map<String, String> states,
            @Nullable Instant checkedAt,
            boolean clean,
            long missing,
            long different,
            long extra) {}

    /** A rule that fires, and what it does then. */
    @Schema(name = "CutoverFiring")
    record Firing(String rule, String action, String sentence) {}

    /** Milliseconds that operations took. */
    @Schema(name = "CutoverLatency")
    record Latency(String operation, String kind, String mode, String store, int samples, double p50Ms, double p99Ms) {}
}
