package prescient.market.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was last seen.
 *
 * @param liquidity dollars, like the volumes; null when the venue gave no number
 * @param daysUntilEnd whole days from the last sight to the end date, floored
 * @param listed false once a complete run did not see it any more
 * @param eventData the venue's own JSON, only in the answer for one event
 */
public record EventRow(
        String eventId,
        String title,
        @Nullable String slug,
        @Nullable BigDecimal liquidity,
        @Nullable BigDecimal volume,
        @Nullable BigDecimal volume24hr,
        @Nullable Instant startDate,
        @Nullable Instant endDate,
        @Nullable Integer daysUntilEnd,
        boolean closed,
        boolean listed,
        boolean isFiltered,
        @Nullable String lastSeenRun,
        Instant observedAt,

        @JsonRawValue @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String eventData) {

    /** The same without the venue's own JSON. */
    EventRow withoutData() {
        return new EventRow(
                eventId,
                title,
                slug,
                liquidity,
                volume,
                volume24hr,
                startDate,
                endDate,
                daysUntilEnd,
                closed,
                listed,
                isFiltered,
                lastSeenRun,
                observedAt,
                null);
    }
}
