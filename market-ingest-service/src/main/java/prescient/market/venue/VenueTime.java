package prescient.market.venue;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Moments as venues write them. */
public final class VenueTime {

    private static final int MAX_YEAR = 9999;

    private VenueTime() {}

    /** The moment a text stands for, a missing offset meaning UTC; null when there is none or it cannot be read. */
    public static @Nullable OffsetDateTime parse(@Nullable String text) {
        if (text == null || text.length() < "2025-01-01".length()) {
            return null;
        }
        try {
            var time = anyForm(text);
            return time.getYear() < 1 || time.getYear() > MAX_YEAR ? null : time;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static OffsetDateTime anyForm(String text) {
        if (text.length() == "2025-01-01".length()) {
            return LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC);
        }
        return text.endsWith("Z") || text.matches(".*T.*[+-].*")
                ? OffsetDateTime.parse(text)
                : LocalDateTime.parse(text).atOffset(ZoneOffset.UTC);
    }
}
