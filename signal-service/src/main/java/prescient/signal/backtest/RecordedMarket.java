package prescient.signal.backtest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A recorded market without its figures.
 *
 * @param marketId the venue's id
 * @param question what is asked, null when unknown
 * @param eventEndDate when the event ends, null when open
 * @param resolution yes, no or void once it is decided, null before
 * @param resolvedAt when it was seen decided; nothing knows before; null while it is not
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@RegisterForReflection
public record RecordedMarket(
        String marketId,
        @Nullable String question,
        @Nullable String eventId,
        @Nullable String eventTitle,
        @Nullable Instant eventEndDate,
        @Nullable Instant endDate,
        @Nullable String resolution,
        @Nullable Instant resolvedAt) {

    public RecordedMarket {
        Objects.requireNonNull(marketId, "market_id is missing");
        if ((resolution == null) != (resolvedAt == null)) {
            throw new IllegalArgumentException("market " + marketId + " has half a resolution");
        }
    }

    /** The market as it was known at that time: a later resolution is not known yet. */
    RecordedMarket asOf(Instant time) {
        return resolvedAt == null || !resolvedAt.isAfter(time)
                ? this
                : new RecordedMarket(marketId, question, eventId, eventTitle, eventEndDate, endDate, null, null);
    }

    /** A market of which only the id is known. */
    static RecordedMarket unknown(String marketId) {
        return new RecordedMarket(marketId, null, null, null, null, null, null, null);
    }
}
