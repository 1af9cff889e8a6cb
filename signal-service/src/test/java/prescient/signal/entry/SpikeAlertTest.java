package prescient.signal.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.signal.entry.Sheets.NOW;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A spike pauses entering until it was calm for the whole cooldown. */
class SpikeAlertTest {

    private static SpikeAlert next(SpikeAlert alert, @Nullable String score, Instant now) {
        return alert.next(score == null ? null : new BigDecimal(score), Sheets.on(), now);
    }

    @ParameterizedTest
    @CsvSource({"0.36, true", "-0.36, true", "0.3599, false", "0, false", ", false"})
    void aSpikeBeginsAtItsThreshold(@Nullable String score, boolean on) {
        assertThat(next(SpikeAlert.NONE, score, NOW).on()).isEqualTo(on);
    }

    @Test
    void b32ASecondWithoutASpikeDoesNotEndTheAlert() {
        // Given
        var alert = next(SpikeAlert.NONE, "0.5", NOW);

        // When
        var after1s = next(alert, "0.1", NOW.plusSeconds(1));
        var after15m = next(after1s, "0.1", NOW.plusSeconds(900));

        // Then
        assertThat(after1s).isEqualTo(new SpikeAlert(NOW.plusSeconds(900)));
        assertThat(after15m.on()).isFalse();
    }

    @Test
    void b32TheCooldownStartsAnewWhileItIsNotCalm() {
        // Given: between the two thresholds
        var alert = next(SpikeAlert.NONE, "0.5", NOW);

        // When
        var later = next(alert, "-0.30", NOW.plusSeconds(600));

        // Then
        assertThat(later.calmAt()).isEqualTo(NOW.plusSeconds(1500));
        assertThat(next(later, "0.29", NOW.plusSeconds(1499)).on()).isTrue();
        assertThat(next(later, "0.29", NOW.plusSeconds(1500)).on()).isFalse();
    }

    @Test
    void whatIsNotKnownIsNotCalm() {
        // Given
        var alert = next(SpikeAlert.NONE, "0.5", NOW);

        // When
        var unknown = next(alert, null, NOW.plusSeconds(900));

        // Then
        assertThat(unknown.calmAt()).isEqualTo(NOW.plusSeconds(1800));
    }

    @Test
    void switchedOffThereIsNoAlert() {
        // Given
        var settings = Sheets.settings(tree -> tree.put("spike_alert_enabled", false));

        // When
        var next = new SpikeAlert(NOW.plusSeconds(100)).next(new BigDecimal("0.9"), settings, NOW);

        // Then
        assertThat(next).isEqualTo(SpikeAlert.NONE);
    }
}
