package prescient.forecast.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTimeTest {

    private static final int QUARTERS = 18 * 4;

    @Test
    void aTimeIsReadAndWrittenWithItsOffsetAndItsInstantAsTheStandardDoes() {
        // Given
        long seed = 20260203;
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            long second = random.nextLong(-60_000_000_000L, 250_000_000_000L);
            var at = Instant.ofEpochSecond(second, nanos(random));
            var offset = ZoneOffset.ofTotalSeconds(900 * random.nextInt(-QUARTERS, QUARTERS + 1));

            // When
            var text = CsvTime.text(at.atOffset(offset));

            // Then
            assertThat(CsvTime.parse(text)).as("seed %d", seed).isEqualTo(at.atOffset(offset));
            assertThat(CsvTime.offset(text)).as("seed %d", seed).isEqualTo(offset);
            assertThat(CsvTime.utc(text)).as("%s, seed %d", text, seed).isEqualTo(at.toString());
        }
    }

    private static int nanos(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> 1_000_000 * random.nextInt(1000);
            default -> 1000 * random.nextInt(1_000_000);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-03T15:00:02.217700-05:00, 2026-02-03 20:00:02.2177+00",
        "2026-02-03T15:00:02.250000-05:00, 2026-02-03 20:00:02.25+00",
        "2026-02-03T15:00:00-05:00, 2026-02-03 20:00:00+00",
        "2026-07-03T15:00:02, 2026-07-03 19:00:02+00",
        "9999-12-31T23:30:00-05:00, 9999-12-31T23:30:00-05:00",
        "0001-01-01T00:00:00+01:00, 0001-01-01T00:00:00+01:00"
    })
    void aTimeIsStoredInPostgresLetters(String text, String stored) {
        assertThat(CsvTime.stored(text)).isEqualTo(stored);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-03T15:00:02.217716-05:00, 2026-02-03T20:00:02.217716Z",
        "2026-02-03 15:00:02-05:00, 2026-02-03T20:00:02Z",
        "2026-12-31T23:30:00-01:00, 2027-01-01T00:30:00Z",
        "2026-03-01T00:10:00.100000+05:30, 2026-02-28T18:40:00.100Z",
        "2026-02-03T15:00:02Z, 2026-02-03T15:00:02Z",
        "2026-02-03T15:00:02.000100Z, 2026-02-03T15:00:02.000100Z",
        "2026-07-03T15:00:02, 2026-07-03T19:00:02Z",
        "'  2026-02-03T15:00:02-05:00 ', 2026-02-03T20:00:02Z",
        "'       2026-02-03T15:00:02-05:00', 2026-02-03T20:00:02Z",
        "0001-01-01T00:00:00+01:00, 0000-12-31T23:00:00Z"
    })
    void anInstantIsTheSameInWhateverLetters(String text, String instant) {
        // When, Then
        assertThat(CsvTime.utc(text)).isEqualTo(instant);
        assertThat(CsvTime.parse(text).toInstant()).isEqualTo(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-02-03",
                "2026-02-30T15:00:02-05:00",
                "2026-02-03T24:00:02-05:00",
                "2026-02-03T15:00:02.000000-05:00",
                "2026-02-03T15:00:02-19:00",
                "2026-02-03T15:00:02-0a:00",
                "2026-03-08T02:30:00"
            })
    void whatIsNoTimeIsRefused(String text) {
        // When, Then
        assertThatThrownBy(() -> CsvTime.parse(text))
                .isInstanceOfAny(IllegalArgumentException.class, DateTimeException.class);
    }
}
