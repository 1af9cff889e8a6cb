package prescient.cutover;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The watch over a feature after its move to the database.
 *
 * @param feature its name
 * @param state {@code none} (never moved there), {@code watching}, {@code done} (four weeks are over) or {@code ended} (by
 *     another move)
 * @param mode that was moved to, null for {@code none}
 * @param startedAt when that was, null for {@code none}
 * @param endsAt four weeks later, or when it ended; null for {@code none}
 * @param because of what it ended; null unless it did
 * @param days reports, oldest first; today's, while it is watched, is not closed
 */
@Schema(name = "CutoverWatch")
record FeatureWatch(
        String feature,
        String state,
        @Nullable String mode,
        @Nullable Instant startedAt,
        @Nullable Instant endsAt,
        @Nullable String because,
        List<WatchDay> days) {

    static final Duration FOUR_WEEKS = Duration.ofDays(28);

    /**
     * All of a service.
     *
     * @param service its name
     */
    @Schema(name = "CutoverWatches")
    record Watches(String service, List<FeatureWatch> features) {}

    boolean watching() {
        return state.equals("watching");
    }
}
