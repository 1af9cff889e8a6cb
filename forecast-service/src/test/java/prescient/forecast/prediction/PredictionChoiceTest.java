package prescient.forecast.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PredictionChoiceTest {

    private static final LocalDate DAY = LocalDate.of(2026, 2, 3);

    @Test
    void whatIsGradedIsWhatCouldBeTradedOnAndNotTheNightsLastRun() {
        // Given
        var traded = prediction("34.0", "2026-02-03T13:00:02-05:00", "prod");
        var all = List.of(
                prediction("30.0", "2026-02-03T07:00:00-05:00", "prod"),
                traded,
                prediction("33.0", "2026-02-03T13:00:03-05:00", "demo"),
                prediction("22.0", "2026-02-03T22:00:00-05:00", "prod"));

        // When
        var chosen = PredictionChoice.decidedOn(all, DAY, "prod", city -> Instant.parse("2026-02-03T18:00:05Z"));

        // Then
        assertThat(chosen).isEqualTo(Map.of("ny", traded));
    }

    @Test
    void theLatestRunIsFoundWhereverItStands() {
        // Given
        var latest = prediction("22.0", "2026-02-03T22:00:00-05:00", "prod");
        var lost = prediction("1.0", null, "");
        var all = List.of(lost, latest, prediction("30.0", "2026-02-03T20:00:00-06:00", "demo"), lost);

        // When
        var chosen = PredictionChoice.latest(all, DAY);

        // Then
        assertThat(chosen).isEqualTo(Map.of("ny", latest));
        assertThat(PredictionChoice.latest(all, DAY.plusDays(1))).isEmpty();
    }

    private static Prediction prediction(String meanF, @Nullable String at, String env) {
        return new Prediction(
                DAY,
                "ny",
                new BigDecimal(meanF),
                null,
                null,
                "",
                Map.of(),
                null,
                null,
                "",
                "",
                at == null ? null : new PredictionRun(OffsetDateTime.parse(at), env, "forecast", null, null, null));
    }
}
