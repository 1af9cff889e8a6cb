package prescient.forecast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import prescient.forecast.metric.DailyMetric;
import prescient.forecast.metric.MetricKind;
import prescient.forecast.settle.SettledEvent;
import prescient.forecast.source.Source;

/** What every store's read helpers do. */
interface HelperContract {

    HelperReads helpers();

    /** Keeps all records in this order. */
    void keep(SomeRecords records);

    @Test
    default void onlyAnOrderThatWasSentCounts() {
        // Given
        keep(SomeRecords.of()
                .trade("prod", "ny", SomeRecords.DAY, false)
                .trade("prod", "il", SomeRecords.DAY, true)
                .trade("demo", "tx", SomeRecords.DAY, true));

        // When
        var answers = List.of(
                get(helpers().alreadyTraded("prod", SomeRecords.DAY, "ny")),
                get(helpers().alreadyTraded(" prod ", SomeRecords.DAY, " IL ")),
                get(helpers().alreadyTraded("PROD", SomeRecords.DAY, "il")),
                get(helpers().alreadyTraded("prod", SomeRecords.DAY.plusDays(1), "il")),
                get(helpers().alreadyTraded("prod", SomeRecords.DAY, "tx")));

        // Then
        assertThat(answers).containsExactly(false, true, false, false, false);
    }

    @Test
    default void scoresLookAtTheDaysBeforeADay() {
        // Given
        var day = SomeRecords.DAY;
        keep(SomeRecords.of()
                .metric(day.minusDays(3), "ny", MetricKind.MAE, "consensus", "9.0000")
                .metric(day.minusDays(2), "ny", MetricKind.MAE, "consensus", "1.0000")
                .metric(day.minusDays(1), "ny", MetricKind.MAE, "consensus", "3.0000")
                .metric(day.minusDays(1), "ny", MetricKind.HIT_RATE, DailyMetric.TRADE, "0.2500")
                .metric(day.minusDays(1), "il", MetricKind.MAE, "open-meteo", "3.0000")
                .metric(day, "ny", MetricKind.MAE, "consensus", "9.0000"));

        // When
        var scores = get(helpers().allocationScores(day, 2));
        var none = get(helpers().allocationScores(day.plusDays(60), 2));

        // Then
        assertThat(scores).isEqualTo(Map.of("ny", 0.2 * 0.75, "il", 1.0, "tx", 1.0, "fl", 1.0));
        assertThat(none).isEqualTo(Map.of("ny", 1.0, "il", 1.0, "tx", 1.0, "fl", 1.0));
    }

    @Test
    default void theLastSnapshotsComeOldestFirst() {
        // Given
        var some = SomeRecords.of();
        for (int minute : List.of(40, 10, 30, 20, 50)) {
            some.snapshot("ny", SomeRecords.DAY, minute);
        }
        keep(some.snapshot("ny", SomeRecords.DAY.plusDays(1), 55).snapshot("il", SomeRecords.DAY, 56));

        // When
        var recent = get(helpers().recentSnapshots(" NY ", SomeRecords.DAY, 3));

        // Then
        assertThat(recent).extracting(snapshot -> snapshot.at().getMinute()).containsExactly(30, 40, 50);
        assertThat(recent).isSubsetOf(some.snapshots);
        assertThat(get(helpers().recentSnapshots("ny", SomeRecords.DAY, 100))).hasSize(5);
        assertThat(get(helpers().recentSnapshots("ny", SomeRecords.DAY, 0))).isEmpty();
        assertThat(get(helpers().recentSnapshots("zz", SomeRecords.DAY, 4))).isEmpty();
    }

    @Test
    default void errorsOfASourceComeByDayAndTheLastOfADayCounts() {
        // Given
        var day = SomeRecords.DAY;
        keep(SomeRecords.of()
                .grade(day.minusDays(1), "ny", Source.WEATHER_GOV, "2.0000")
                .grade(day.minusDays(2), "ny", Source.WEATHER_GOV, "1.0000")
                .grade(day.minusDays(1), "ny", Source.WEATHER_GOV, "2.5000")
                .grade(day, "ny", Source.WEATHER_GOV, null)
                .grade(day.minusDays(3), "ny", Source.WEATHER_GOV, "9.0000")
                .grade(day, "ny", Source.LSTM, "7.0000")
                .grade(day, "il", Source.WEATHER_GOV, "8.0000"));

        // When
        var errors = get(helpers().performanceErrors(" NY ", " weather.gov ", day.minusDays(2), day));

        // Then
        assertThat(errors).containsExactly(1.0, 2.5);
        assertThat(get(helpers().performanceErrors("ny", "nobody", day.minusDays(2), day)))
                .isEmpty();
        assertThat(get(helpers().performanceErrors("ny", "weather.gov", day, day.minusDays(2))))
                .isEmpty();
    }

    @Test
    default void ofEachCityTheLatestRunIsThePrediction() {
        // Given
        var some = SomeRecords.of()
                .prediction("ny", SomeRecords.DAY, 10, "prod")
                .prediction("ny", SomeRecords.DAY, 20, "demo")
                .prediction("il", SomeRecords.DAY, 5, "prod")
                .prediction("tx", SomeRecords.DAY.plusDays(1), 30, "prod");
        keep(some);

        // When
        var found = get(helpers().predictions(SomeRecords.DAY));

        // Then
        assertThat(found).isEqualTo(Map.of("il", some.predictions.get(2), "ny", some.predictions.get(1)));
        assertThat(get(helpers().predictions(SomeRecords.DAY.plusDays(9)))).isEmpty();
    }

    @Test
    default void allDecisionsOfSomeDaysComeByDayAndTime() {
        // Given
        var some = SomeRecords.of()
                .evaluation("ny", SomeRecords.DAY, 20, "prod", true)
                .evaluation("il", SomeRecords.DAY, 10, "demo", false)
                .evaluation("fl", SomeRecords.DAY.plusDays(1), 15, "prod", true)
                .evaluation("tx", SomeRecords.DAY.minusDays(1), 59, "prod", true);
        keep(some);

        // When
        var ofADay = get(helpers().decisions(SomeRecords.DAY, SomeRecords.DAY));
        var ofTwo = get(helpers().decisions(SomeRecords.DAY.minusDays(1), SomeRecords.DAY));

        // Then
        assertThat(ofADay).containsExactly(some.evaluations.get(1), some.evaluations.get(0));
        assertThat(ofTwo).containsExactly(some.evaluations.get(3), some.evaluations.get(1), some.evaluations.get(0));
        assertThat(get(helpers().decisions(SomeRecords.DAY.plusDays(8), SomeRecords.DAY.plusDays(9))))
                .isEmpty();
    }

    @Test
    default void onlySettledDecisionsAreEvents() {
        // Given
        var some = SomeRecords.of()
                .evaluation("ny", SomeRecords.DAY, 20, "prod", true)
                .evaluation("il", SomeRecords.DAY, 10, "demo", true)
                .evaluation("tx", SomeRecords.DAY, 15, "prod", false)
                .evaluation("fl", SomeRecords.DAY.plusDays(1), 15, "prod", true);
        keep(some);

        // When
        var events = get(helpers().evalEvents(SomeRecords.DAY));

        // Then
        assertThat(events)
                .containsExactly(SettledEvent.of(some.evaluations.get(1)), SettledEvent.of(some.evaluations.get(0)));
    }

    private static <T> T get(Uni<T> answer) {
        return answer.await().indefinitely();
    }
}
