package prescient.forecast.settle;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A climate report of the National Weather Service for one station and day, which the markets settle on. A report of
 * the evening says {@code TODAY} and is not final: it has no maximum here.
 *
 * @param station the report's own letters, for instance {@code NYC}; null when it does not say
 * @param day the day it sums up
 * @param issued the line that says when it was issued, null when there is none
 * @param maximumF highest temperature of that day in degrees Fahrenheit; null when the report is partial or says
 *     {@code MM}
 */
public record ClimateReport(
        @Nullable String station,
        LocalDate day,
        @Nullable String issued,
        @Nullable Integer maximumF) {

    private static final Pattern STATION = Pattern.compile("(?m)^CLI([A-Z0-9]{3})\\s*$");
    private static final Pattern ISSUED =
            Pattern.compile("(?m)^\\s*(\\d{3,4} [AP]M [A-Z]{2,4} [A-Z]{3} [A-Z]{3} \\d{1,2} \\d{4})\\s*$");
    private static final Pattern DAY =
            Pattern.compile("(?i)SUMMARY FOR\\s+([A-Z]{3})[A-Z]*\\.?\\s+(\\d{1,2}),?\\s+(\\d{4})");
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final Pattern MAXIMUM = Pattern.compile("^MAXIMUM\\s+(-?\\d+)\\b");
    private static final Pattern MAXIMUM_OR_RECORD = Pattern.compile("^MAXIMUM\\s+(-?\\d+)[A-Z]?\\b");

    /** Empty when the text names no day. */
    public static Optional<ClimateReport> parse(String text, RecordFlag recordFlag) {
        var day = DAY.matcher(text);
        if (!day.find()) {
            return Optional.empty();
        }
        int month = MONTHS.indexOf(day.group(1).toUpperCase(Locale.ROOT)) + 1;
        try {
            var date = LocalDate.of(Integer.parseInt(day.group(3)), month, Integer.parseInt(day.group(2)));
            var maximum = maximum(text, recordFlag);
            return Optional.of(new ClimateReport(
                    first(STATION, text), date, first(ISSUED, text), maximum.isPresent() ? maximum.getAsInt() : null));
        } catch (DateTimeException e) {
            return Optional.empty(); // a month or day that does not exist
        }
    }

    /**
     * The maximum, if this report is the final one of that day. A report of another station settles nothing.
     *
     * @param wantedStation for instance {@code NYC}
     */
    public OptionalInt settles(LocalDate wantedDay, String wantedStation) {
        boolean other = station != null && !station.equals(wantedStation);
        return other || maximumF == null || !day.equals(wantedDay) ? OptionalInt.empty() : OptionalInt.of(maximumF);
    }

    /** Of the temperature section, below the line YESTERDAY, and before precipitation begins. */
    private static OptionalInt maximum(String text, RecordFlag recordFlag) {
        var pattern = recordFlag == RecordFlag.READ ? MAXIMUM_OR_RECORD : MAXIMUM;
        boolean temperatures = false;
        boolean yesterday = false;
        for (var line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("PRECIPITATION")) {
                if (temperatures) {
                    return OptionalInt.empty();
                }
            } else if (line.startsWith("TEMPERATURE")) {
                temperatures = true;
            } else if (temperatures && line.equals("YESTERDAY")) {
                yesterday = true;
            } else if (yesterday) {
                var maximum = pattern.matcher(line);
                if (maximum.find()) {
                    return OptionalInt.of(Integer.parseInt(maximum.group(1)));
                }
            }
        }
        return OptionalInt.empty();
    }

    private static @Nullable String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? found.group(1) : null;
    }
}
