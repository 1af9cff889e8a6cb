package prescient.sqlite.kind;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the names of hourly markets say: {@code KXBTCD-25JUL2812-T118749.99} closes at 12 of 28 July in New York. */
final class Tickers {

    private static final ZoneId EXCHANGE = ZoneId.of("America/New_York");
    private static final Pattern HOURLY = Pattern.compile("[A-Z0-9]+-(\\d{2}[A-Z]{3}\\d{4})-[A-Z]?[0-9.]+");
    private static final DateTimeFormatter CLOSE = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("uuMMMddHH")
            .parseDefaulting(java.time.temporal.ChronoField.MINUTE_OF_HOUR, 0)
            .toFormatter(Locale.ENGLISH);

    private Tickers() {}

    /** When the market closes; null when the name does not say it. */
    static @Nullable Instant closeTime(@Nullable String ticker) {
        var local = local(ticker);
        return local == null ? null : local.atZone(EXCHANGE).toInstant();
    }

    /** The hour of the day at which it closes; -1 when the name does not say it. */
    static int closeHour(@Nullable String ticker) {
        var local = local(ticker);
        return local == null ? -1 : local.getHour();
    }

    private static @Nullable LocalDateTime local(@Nullable String ticker) {
        if (ticker == null) {
            return null;
        }
        var parts = HOURLY.matcher(ticker);
        try {
            return parts.matches() ? LocalDateTime.parse(parts.group(1), CLOSE) : null;
        } catch (DateTimeException noTime) {
            return null;
        }
    }
}
