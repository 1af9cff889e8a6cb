package prescient.forecast.observation;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import prescient.forecast.csv.Fixed;

/** A station's readings in the order of their times, and what can be seen in them. At least one. */
record ReadingSeries(List<Reading> readings) {

    private static final double SECONDS_PER_HOUR = 3600;
    private static final int TEMPERATURE_DECIMALS = 2;
    private static final int TREND_DECIMALS = 4;

    /** A trend of two readings within seconds leads anywhere; further than this no record goes. */
    private static final double MOST_F = 150;

    private static final double MOST_TREND = 5000;

    ReadingSeries {
        readings = readings.stream().sorted(Comparator.comparing(Reading::at)).toList();
        if (readings.isEmpty()) {
            throw new IllegalArgumentException("there are no readings");
        }
    }

    Reading last() {
        return readings.getLast();
    }

    /**
     * Degrees an hour: the slope of the straight line nearest to the readings of twice this time before the last one; 0
     * when that is the only one.
     */
    double trend(Duration time) {
        var end = last().at();
        var from = end.minus(time.multipliedBy(2));
        var recent = readings.stream()
                .filter(reading -> !reading.at().isBefore(from))
                .toList();
        double meanHours = recent.stream()
                .mapToDouble(reading -> hours(end, reading.at()))
                .average()
                .orElseThrow();
        double meanF =
                recent.stream().mapToDouble(Reading::temperatureF).average().orElseThrow();
        double both = 0;
        double square = 0;
        for (var reading : recent) {
            double off = hours(end, reading.at()) - meanHours;
            both += off * (reading.temperatureF() - meanF);
            square += off * off;
        }
        return square == 0 ? 0 : both / square;
    }

    /** The highest of a day of the zone; the last one where there is none of that day. */
    double highF(LocalDate day, ZoneId zone) {
        return readings.stream()
                .filter(reading -> reading.at().atZone(zone).toLocalDate().equals(day))
                .mapToDouble(Reading::temperatureF)
                .max()
                .orElse(last().temperatureF());
    }

    /**
     * The day's highest if the trend goes on until it is expected to be warmest.
     *
     * @param trend degrees an hour
     */
    static double projectedHighF(double nowF, double highF, double trend, Instant now, Instant warmest) {
        if (trend <= 0 || !now.isBefore(warmest)) {
            return highF;
        }
        return Math.max(highF, nowF + trend * hours(now, warmest));
    }

    /**
     * All of it, as of {@code now}.
     *
     * @param longitude of the city, degrees east
     */
    StationReading summary(String city, String station, double longitude, ZoneId zone, Instant now) {
        var today = now.atZone(zone).toLocalDate();
        var warmest = WarmestTime.of(today, longitude, zone);
        double high = highF(today, zone);
        double trend10m = recordable(trend(Duration.ofMinutes(10)));
        double trend30m = recordable(trend(Duration.ofMinutes(30)));
        double trend1h = recordable(trend(Duration.ofHours(1)));
        double projected =
                Math.min(MOST_F, projectedHighF(last().temperatureF(), high, trend1h, now, warmest.toInstant()));
        return new StationReading(
                OffsetDateTime.ofInstant(last().at(), ZoneOffset.UTC),
                city,
                station,
                rounded(last().temperatureF(), TEMPERATURE_DECIMALS),
                rounded(high, TEMPERATURE_DECIMALS),
                rounded(projected, TEMPERATURE_DECIMALS),
                rounded(trend10m, TREND_DECIMALS),
                rounded(trend30m, TREND_DECIMALS),
                rounded(trend1h, TREND_DECIMALS),
                rounded(trend10m - trend30m, TREND_DECIMALS),
                warmest);
    }

    private static double recordable(double trend) {
        return Math.clamp(trend, -MOST_TREND, MOST_TREND);
    }

    /** With as few decimals as it needs, as the legacy programs wrote it. */
    private static BigDecimal rounded(double value, int decimals) {
        return BigDecimal.valueOf(Fixed.round(value, decimals));
    }

    private static double hours(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0 / SECONDS_PER_HOUR;
    }
}
