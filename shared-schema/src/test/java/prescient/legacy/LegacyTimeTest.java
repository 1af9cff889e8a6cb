package prescient.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyTimeTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest
    @CsvSource({
        "2025-10-20T21:02:45.883009Z, 2025-10-20T17:02:45.883009",
        "2025-10-20T21:02:45Z, 2025-10-20T17:02:45",
        "2025-10-20T21:02:45.000000999Z, 2025-10-20T17:02:45",
        "2025-10-20T21:02:45.000001999Z, 2025-10-20T17:02:45.000001",
        "1969-12-31T23:59:59.999999999Z, 1969-12-31T18:59:59.999999"
    })
    void timesAreWrittenAsTheLocalClockShowedThem(Instant at, String text) {
        // When
        var written = LegacyTime.text(at, NEW_YORK);

        // Then
        assertThat(written).isEqualTo(text);
    }

    @Test
    void whatIsReadIsWrittenAgainAsItWas() {
        // Given
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            var at = Instant.ofEpochSecond(random.nextLong(0, 4_000_000_000L), 1000L * random.nextInt(1_000_000));
            var text = LegacyTime.text(at, NEW_YORK);

            // When
            var read = LegacyTime.parse(text, NEW_YORK);

            // Then
            assertThat(LegacyTime.text(read, NEW_YORK)).as("seed %d", seed).isEqualTo(text);
            if (!LegacyTime.isAmbiguous(text, NEW_YORK)) {
                assertThat(read).as("seed %d", seed).isEqualTo(at);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-10-20T17:02:45.883009Z",
                "2025-10-20T17:02:45.883Z",
                "2025-10-20T17:02:45.800Z",
                "2025-10-20T17:02:00Z",
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999Z",
                "+10000-01-01T00:00:00Z",
                "0000-12-31T23:59:59Z"
            })
    void anInstantIsWrittenAsTheStandardDoes(String text) {
        // When, Then
        assertThat(LegacyTime.utc(Instant.parse(text))).isEqualTo(text);
    }

    @Test
    void ofTwoInstantsTheEarlierCounts() {
        // Given
        var text = "2025-11-02T01:30:00";

        // When
        var read = LegacyTime.parse(text, NEW_YORK);

        // Then
        assertThat(LegacyTime.isAmbiguous(text, NEW_YORK)).isTrue();
        assertThat(read).isEqualTo("2025-11-02T05:30:00Z");
        assertThat(LegacyTime.text(Instant.parse("2025-11-02T06:30:00Z"), NEW_YORK))
                .isEqualTo(text);
    }

    @Test
    void refusesATimeThatClocksSkipped() {
        // When, Then
        assertThatThrownBy(() -> LegacyTime.parse("2025-03-09T02:30:00", NEW_YORK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not exist in America/New_York");
        assertThat(LegacyTime.parse("2025-03-09T02:30:00", ZoneOffset.UTC)).isEqualTo("2025-03-09T02:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2025-10-20",
                "2025-10-20 17:02:45",
                "2025-10-20T17:02",
                "2025-10-20T17:02:45Z",
                "2025-10-20T17:02:45+00:00",
                "2025-10-20T17:02:45.883",
                "2025-10-20T17:02:45.000000",
                "2025-10-20T17:02:45.8830091",
                "2025-02-30T17:02:45",
                "2025-10-20T24:00:00",
                "2025-10-20T17:02:60",
                "0000-10-20T17:02:45",
                "٢٠٢٥-10-20T17:02:45"
            })
    void refusesOtherShapes(String text) {
        // When, Then
        assertThatThrownBy(() -> LegacyTime.parse(text, ZoneOffset.UTC)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDayIsFourTwoAndTwoDigits() {
        // When, Then
        assertThat(LegacyTime.day("2024-02-29")).isEqualTo("2024-02-29");
        for (var bad : new String[] {"", "2023-02-29", "2024-2-29", "2024-02-29T00:00:00", "29.02.2024"}) {
            assertThatThrownBy(() -> LegacyTime.day(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesToWriteYearsThatPythonDoesNotKnow() {
        // When, Then
        assertThatThrownBy(() -> LegacyTime.text(Instant.parse("-0001-01-01T00:00:00Z"), ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LegacyTime.text(Instant.MAX, ZoneOffset.UTC)).isInstanceOf(RuntimeException.class);
    }
}
