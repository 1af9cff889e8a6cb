package prescient.market.book;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/**
 * What the ticker of an hourly event or of one of its markets says, for instance {@code KXBTCD-25JUL2812-T118749.99}.
 *
 * @param hour on New York's clock; the ticker says no more, so the instant comes from the market's close time alone
 */
record HourTicker(String series, LocalDateTime hour) {

    static final ZoneId ZONE = ZoneId.of("America/New_York");

    private static final DateTimeFormatter HOUR = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("yyMMMddHH")
            .toFormatter(Locale.ENGLISH);
    private static final DateTimeFormatter SPOKEN = DateTimeFormatter.ofPattern("ha", Locale.ENGLISH);
    private static final String PREFIX = "KX";
    private static final String DAILY = "D";

    /** Empty when the ticker names no hour. */
    static Optional<HourTicker> of(String ticker) {
        var parts = ticker.split("-", -1);
        if (parts.length < 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(new HourTicker(parts[0], LocalDateTime.parse(parts[1], HOUR)));
        } catch (DateTimeParseException otherTicker) {
            return Optional.empty();
        }
    }

    /** As people say it: {@code BTC 12pm}. */
    String contract() {
        var coin = series.startsWith(PREFIX) ? series.substring(PREFIX.length()) : series;
        var name = coin.endsWith(DAILY) ? coin.substring(0, coin.length() - 1) : coin;
        return name + " " + SPOKEN.format(hour).toLowerCase(Locale.ENGLISH);
    }
}
