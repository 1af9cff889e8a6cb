package prescient.forecast.quality;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long before a day's highest temperature it was forecast, by the city's clock. A forecast of the evening is nearly
 * an observation, or, of providers that then only know the night, nonsense: both would spoil the average of a day.
 */
enum Lead {
    /** Before the day began. */
    DAY_BEFORE("day-before", -1),
    NIGHT("00-08", 8),
    MORNING("09-12", 12),
    AFTERNOON("13-17", 17),
    EVENING("18-23", 23);

    private final String text;
    private final int lastHour;

    Lead(String text, int lastHour) {
        this.text = text;
        this.lastHour = lastHour;
    }

    /** As in answers, for instance {@code 09-12}: the first and the last hour of the day. */
    String text() {
        return text;
    }

    /**
     * @throws java.util.NoSuchElementException when there is none of this text
     */
    static Lead of(String text) {
        return Stream.of(values())
                .filter(lead -> lead.text.equals(text))
                .findFirst()
                .orElseThrow();
    }

    /** The last hour of the day that belongs to it; -1 for those before the day. */
    int lastHour() {
        return lastHour;
    }

    /**
     * Empty when the day was over: that is no forecast.
     *
     * @param madeAt in the city's zone
     */
    static Optional<Lead> of(LocalDateTime madeAt, LocalDate day) {
        var made = madeAt.toLocalDate();
        if (made.isAfter(day)) {
            return Optional.empty();
        }
        int hour = made.isBefore(day) ? DAY_BEFORE.lastHour : madeAt.getHour();
        return Stream.of(values()).filter(lead -> hour <= lead.lastHour).findFirst();
    }
}
