package prescient.market.event;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import prescient.market.venue.Figures;

/** What the filters need to know of a listed event, in the order of the catalogue. */
public record SlimEvent(
        String eventId,
        String title,
        Figures figures,
        @Nullable String endDateText,
        @Nullable OffsetDateTime endDate) {}
