package prescient.venuesim;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The venue's event on a city's maximum of one day: six ranges of degrees, one of which comes true. It opens the
 * morning before, closes with the day and is settled when the final climate report is out.
 *
 * @param leastF the lowest degree of the four ranges of two degrees
 */
record TemperatureEvent(WeatherCity city, LocalDate day, int leastF, int maximumF) {

    private static final DateTimeFormatter DAY = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("yyMMMdd")
            .toFormatter(Locale.ENGLISH);
    private static final int RANGES = 4;
    private static final int WIDTH = 2;
    private static final LocalTime OPENS = LocalTime.of(10, 0);
    private static final int OPENING = 30;
    private static final double OPENING_ERROR_F = 1.5;

    /** Where the event stands. */
    enum State {
        UNOPENED,
        ACTIVE,
        CLOSED,
        FINALIZED
    }

    /**
     * A range of whole degrees, both ends included.
     *
     * @param lowF null when open below
     * @param highF null when open above
     */
    record Range(
            String ticker, @Nullable Integer lowF, @Nullable Integer highF) {

        String subtitle() {
            if (lowF == null) {
                return highF + "° or below";
            }
            return highF == null ? lowF + "° or above" : lowF + "° to " + highF + "°";
        }

        boolean holds(int valueF) {
            return (lowF == null || valueF >= lowF) && (highF == null || valueF <= highF);
        }
    }

    static TemperatureEvent of(WeatherCity city, LocalDate day, Climate climate, Noise noise) {
        int maximum = climate.maximumF(city, day);
        double error = OPENING_ERROR_F * noise.fork(OPENING).bell(city.row(), day.toEpochDay());
        return new TemperatureEvent(city, day, (int) Math.round(maximum + error) - RANGES, maximum);
    }

    /** Of a ticker such as {@code KXHIGHNY-26FEB03}; empty when it is none of a city with weather. */
    static Optional<TemperatureEvent> of(String ticker, Climate climate, Noise noise) {
        int dash = ticker.indexOf('-');
        var city = WeatherCity.ofSeries(ticker.substring(0, Math.max(dash, 0)));
        try {
            var day = LocalDate.parse(ticker.substring(dash + 1), DAY);
            return city.map(found -> of(found, day, climate, noise));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // a ticker without a day names no event
        }
    }

    String ticker() {
        return city.series() + "-" + DAY.format(day).toUpperCase(Locale.ROOT);
    }

    /** From the lowest to the highest; together they hold every degree once. */
    List<Range> ranges() {
        int above = leastF + RANGES * WIDTH;
        var ranges = new ArrayList<Range>();
        ranges.add(new Range(ticker() + "-T" + leastF, null, leastF - 1));
        for (int low = leastF; low < above; low += WIDTH) {
            ranges.add(new Range(ticker() + "-B" + low + ".5", low, low + WIDTH - 1));
        }
        ranges.add(new Range(ticker() + "-T" + (above - 1), above, null));
        return ranges;
    }

    Instant opens() {
        return day.minusDays(1).atTime(OPENS).atZone(city.zone()).toInstant();
    }

    Instant closes() {
        return day.plusDays(1).atStartOfDay(city.zone()).toInstant();
    }

    private Instant settles() {
        return day.plusDays(1)
                .atStartOfDay(city.zone())
                .plusMinutes(city.reportMinute())
                .toInstant();
    }

    State state(Instant now) {
        if (now.isBefore(opens())) {
            return State.UNOPENED;
        }
        if (now.isBefore(closes())) {
            return State.ACTIVE;
        }
        return now.isBefore(settles()) ? State.CLOSED : State.FINALIZED;
    }
}
