package prescient.trade.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class QuietHoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(6, 30), BERLIN);

    private static Instant local(String time) {
        return java.time.LocalDateTime.parse(time).atZone(BERLIN).toInstant();
    }

    @Test
    void aRangeOverMidnightEndsOnTheNextDay() {
        // When, Then
        assertThat(NIGHT.end(local("2026-05-10T21:59:59"))).isNull();
        assertThat(NIGHT.end(local("2026-05-10T22:00:00"))).isEqualTo(local("2026-05-11T06:30:00"));
        assertThat(NIGHT.end(local("2026-05-11T00:00:00"))).isEqualTo(local("2026-05-11T06:30:00"));
        assertThat(NIGHT.end(local("2026-05-11T06:29:59"))).isEqualTo(local("2026-05-11T06:30:00"));
        assertThat(NIGHT.end(local("2026-05-11T06:30:00"))).isNull();
    }

    @Test
    void aRangeWithinADayIsOneOfThatDay() {
        // Given
        var noon = new QuietHours(LocalTime.of(12, 0), LocalTime.of(13, 0), BERLIN);

        // When, Then
        assertThat(noon.end(local("2026-05-10T11:59:00"))).isNull();
        assertThat(noon.end(local("2026-05-10T12:30:00"))).isEqualTo(local("2026-05-10T13:00:00"));
        assertThat(noon.end(local("2026-05-10T13:00:00"))).isNull();
        assertThat(noon.end(local("2026-05-11T00:30:00"))).isNull();
    }

    @Test
    void nightsInWhichClocksAreMovedAreAnHourShorterOrLonger() {
        // Given: on 29 March 2026 the clocks go from 2:00 to 3:00, on 25 October from 3:00 to 2:00
        assertThat(length(LocalDate.of(2026, 3, 27))).isEqualTo(Duration.ofMinutes(510));

        // When, Then
        assertThat(length(LocalDate.of(2026, 3, 28))).isEqualTo(Duration.ofMinutes(450));
        assertThat(length(LocalDate.of(2026, 10, 24))).isEqualTo(Duration.ofMinutes(570));
    }

    /** Counted minute by minute from noon to noon. */
    private static Duration length(LocalDate evening) {
        var from = evening.atTime(12, 0).atZone(BERLIN).toInstant();
        var to = evening.plusDays(1).atTime(12, 0).atZone(BERLIN).toInstant();
        long minutes = 0;
        for (var at = from; at.isBefore(to); at = at.plusSeconds(60)) {
            minutes += NIGHT.end(at) == null ? 0 : 1;
        }
        return Duration.ofMinutes(minutes);
    }

    @Test
    void anEndThatTheClocksSkipIsTheFirstMomentBehindIt() {
        // Given: 2:30 does not exist on 29 March 2026, and exists twice on 25 October
        var early = new QuietHours(LocalTime.of(1, 0), LocalTime.of(2, 30), BERLIN);

        // When, Then
        assertThat(early.end(Instant.parse("2026-03-29T00:30:00Z"))).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(early.end(Instant.parse("2026-10-25T00:15:00Z"))).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(early.end(Instant.parse("2026-10-25T01:15:00Z"))).isNull();
    }

    @Test
    void halfARangeMakesNoSense() {
        // When, Then
        assertThatThrownBy(() -> new QuietHours(LocalTime.NOON, null, BERLIN)).hasMessageContaining("go together");
        assertThatThrownBy(() -> new QuietHours(LocalTime.NOON, LocalTime.NOON, BERLIN))
                .hasMessageContaining("the same");
        assertThat(new QuietHours(null, null, BERLIN).end(local("2026-05-10T23:00:00")))
                .isNull();
    }
}
