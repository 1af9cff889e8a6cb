package prescient.forecast.truth;

import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What is known of a day's maximum at a station. */
public sealed interface Truth {

    /**
     * The final report is out.
     *
     * @param maximumF whole degrees Fahrenheit
     * @param version place of the report among the newest ones, 1 is the newest
     * @param address where it was read
     * @param issued the line that says when it was issued, null when it has none
     */
    record Known(
            int maximumF,
            int version,
            URI address,
            @Nullable String issued) implements Truth {}

    /**
     * It is not, or could not be read.
     *
     * @param reason for people
     * @param newestDay that any report seen sums up, null when none was seen
     */
    record Unknown(String reason, @Nullable LocalDate newestDay) implements Truth {}
}
