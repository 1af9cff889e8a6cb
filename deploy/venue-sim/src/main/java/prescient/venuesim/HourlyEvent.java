package prescient.venuesim;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The venue's event on bitcoin's price at one full hour: 75 markets, 250 dollars apart around the price at its opening,
 * an hour before. A market comes true when the mean of the last minute's 60 prices is above its strike.
 *
 * @param closes a full hour
 */
record HourlyEvent(Instant closes, SpotPath path) {

    static final String SERIES = "KXBTCD";
    static final String SYMBOL = "BTC-USD";
    static final ZoneId ZONE = ZoneId.of("America/New_York");

    private static final DateTimeFormatter HOUR = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("yyMMMddHH")
            .toFormatter(Locale.ENGLISH);
    private static final long APART = 250;
    private static final int TO_EITHER_SIDE = 37;
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration MEAN_OVER = Duration.ofSeconds(60);
    private static final int SOONEST_RESULT = 93;
    private static final int RESULT_WITHIN = 400;

    /** One market: above {@code strike} less a cent. */
    record Strike(HourlyEvent event, long dollars) {

        String ticker() {
            return "%s-T%d.99".formatted(event.ticker(), dollars - 1);
        }

        double floor() {
            return dollars - 0.01;
        }

        String subtitle() {
            return String.format(Locale.ENGLISH, "$%,d or above", dollars);
        }

        boolean holds() {
            return event.finalMean() > floor();
        }
    }

    /** Of a ticker such as {@code KXBTCD-25JUL2812}, whose hour is New York's; empty when it names no event. */
    static Optional<HourlyEvent> of(String ticker, SpotPath path) {
        try {
            if (!ticker.startsWith(SERIES + "-")) {
                return Optional.empty();
            }
            var hour = LocalDateTime.parse(ticker.substring(SERIES.length() + 1), HOUR);
            return Optional.of(new HourlyEvent(hour.atZone(ZONE).toInstant(), path))
                    .filter(event -> event.ticker().equals(ticker));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // a ticker without an hour names no event
        }
    }

    /** Those of the hours from {@code hoursBack} before {@code now} to the one that is on. */
    static List<HourlyEvent> around(Instant now, int hoursBack, SpotPath path) {
        var next = now.truncatedTo(ChronoUnit.HOURS).plus(LIFE);
        return IntStream.rangeClosed(0, hoursBack)
                .mapToObj(back -> new HourlyEvent(next.minus(LIFE.multipliedBy(back)), path))
                .filter(event -> !event.repeatsAnHour())
                .toList();
    }

    String ticker() {
        return SERIES + "-" + HOUR.format(closes.atZone(ZONE)).toUpperCase(Locale.ROOT);
    }

    Instant opens() {
        return closes.minus(LIFE);
    }

    Instant settles() {
        long draw = closes.getEpochSecond() / 3600 * 7919 % RESULT_WITHIN;
        return closes.plusSeconds(SOONEST_RESULT + draw);
    }

    TemperatureEvent.State state(Instant now) {
        if (now.isBefore(opens())) {
            return TemperatureEvent.State.UNOPENED;
        }
        if (now.isBefore(closes)) {
            return TemperatureEvent.State.ACTIVE;
        }
        return now.isBefore(settles()) ? TemperatureEvent.State.CLOSED : TemperatureEvent.State.FINALIZED;
    }

    /** From the lowest to the highest. */
    List<Strike> strikes() {
        long middle = Math.round(path.dollars(opens()) / APART) * APART;
        return LongStream.rangeClosed(-TO_EITHER_SIDE, TO_EITHER_SIDE)
                .mapToObj(place -> new Strike(this, middle + place * APART))
                .toList();
    }

    private double finalMean() {
        return LongStream.range(0, MEAN_OVER.toSeconds())
                .mapToDouble(back -> path.dollars(closes.minusSeconds(back)))
                .average()
                .orElseThrow();
    }

    /** In the autumn night an hour comes twice; its ticker is the first one's, so the second has no event. */
    private boolean repeatsAnHour() {
        var local = closes.atZone(ZONE);
        return !local.equals(local.withEarlierOffsetAtOverlap());
    }
}
