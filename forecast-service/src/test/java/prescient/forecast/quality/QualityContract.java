package prescient.forecast.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static prescient.forecast.quality.SomeForecasts.DAY;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import prescient.forecast.source.Source;

/** What every store's figures are. */
interface QualityContract {

    LocalDate SHIFTED = LocalDate.of(2026, 1, 25);
    Window ALL = new Window(null, SHIFTED, DAY.plusDays(1), "prod");
    Window NEW_YORK = new Window("ny", SHIFTED, DAY.plusDays(1), "prod");

    QualityReads reads();

    /** Keeps all records in this order. */
    void keep(SomeForecasts records);

    @Test
    default void gradesAreAddedUpBySourceAndThoseInDoubtAreLeftOutAndCounted() {
        // Given
        keep(new SomeForecasts()
                .grade(DAY, "ny", Source.WEATHER_GOV, "41.5000", "43.0")
                .grade(DAY.plusDays(1), "ny", Source.WEATHER_GOV, "45.0000", "43.0")
                .grade(SHIFTED, "ny", Source.WEATHER_GOV, "99.0000", "30.0")
                .grade(SHIFTED, "ny", Source.CONSENSUS, "31.0000", "30.0")
                .grade(DAY, "ny", Source.LSTM, null, "43.0")
                .grade(DAY, "il", Source.LSTM, "20.0000", "22.0")
                .grade(DAY.plusDays(2), "ny", Source.CONSENSUS, "90.0000", "10.0")
                .grade(SHIFTED.minusDays(1), "ny", Source.CONSENSUS, "90.0000", "10.0"));

        // When
        var all = get(reads().sources(ALL));
        var newYork = get(reads().sources(NEW_YORK));
        var allTruths = get(reads().truths(ALL));
        var truths = get(reads().truths(NEW_YORK));

        // Then
        assertThat(newYork)
                .containsExactly(
                        new SourceErrors("ny", "consensus", null, 0, sums(1, "1", "1", "1")),
                        new SourceErrors("ny", "lstm", null, 0, ErrorSums.NONE),
                        new SourceErrors("ny", "weather.gov", null, 1, sums(2, "0.5", "3.5", "6.25")));
        assertThat(truths)
                .containsExactly(truth("ny", SHIFTED, 30), truth("ny", DAY, 43), truth("ny", DAY.plusDays(1), 43));
        assertThat(all)
                .hasSize(4)
                .startsWith(new SourceErrors("il", "lstm", null, 0, sums(1, "-2", "2", "4")))
                .endsWith(newYork.toArray(SourceErrors[]::new));
        assertThat(allTruths).hasSize(4).startsWith(truth("il", DAY, 22));
    }

    @Test
    default void ofEachLeadTheLastRunCountsByTheCitysClock() {
        // Given
        keep(new SomeForecasts()
                .prediction("ny", "2026-03-06T20:00:00-05:00", "prod", "50.0000", "40.0000")
                .prediction("ny", "2026-03-07T02:30:00-05:00", "prod", "41.0000", "42.0000")
                .prediction("ny", "2026-03-07T02:00:00-05:00", "prod", "99.0000", "99.0000")
                .prediction("ny", "2026-03-07T10:00:00-05:00", "demo", "99.0000", "99.0000")
                .prediction("ny", "2026-03-08T00:30:00-05:00", "prod", "99.0000", "99.0000")
                .prediction("il", "2026-03-07T00:30:00-05:00", "prod", "21.0000", "23.0000")
                .prediction("tx", "2026-03-07T00:30:00-05:00", "prod", "99.0000", "99.0000"));
        var truths = List.of(truth("il", DAY, 22), truth("ny", DAY, 43), truth("ny", DAY.plusDays(1), 43));

        // When
        var leads = get(reads().leads(ALL, truths));

        // Then
        assertThat(leads)
                .containsExactly(
                        new SourceErrors("il", "consensus", Lead.DAY_BEFORE, 0, sums(1, "1", "1", "1")),
                        new SourceErrors("il", "open-meteo", Lead.DAY_BEFORE, 0, sums(1, "-1", "1", "1")),
                        new SourceErrors("ny", "consensus", Lead.DAY_BEFORE, 0, sums(1, "-3", "3", "9")),
                        new SourceErrors("ny", "consensus", Lead.NIGHT, 0, sums(1, "-1", "1", "1")),
                        new SourceErrors("ny", "open-meteo", Lead.DAY_BEFORE, 0, sums(1, "7", "7", "49")),
                        new SourceErrors("ny", "open-meteo", Lead.NIGHT, 0, sums(1, "-2", "2", "4")));
        assertThat(get(reads().leads(ALL, List.of()))).isEmpty();
    }

    @Test
    default void ofEachEventTheLastDecisionOnAForecastCounts() {
        // Given
        keep(new SomeForecasts()
                .decision("ny", 10, "prod", false, "40.0000", "42.0")
                .decision("ny", 30, "prod", false, "41.0000", "42.0")
                .decision("ny", 20, "prod", false, "99.0000", "42.0")
                .decision("ny", 40, "prod", false, null, "42.0", null, null)
                .decision("ny", 15, "prod", true, "39.0000", "42.0", "0.500000", 100)
                .decision("ny", 50, "demo", false, "99.0000", "42.0")
                .decision("il", 5, "prod", false, "20.0000", null)
                .decision("fl", 5, "prod", false, "70.0000", "72.0", null, null));

        // When
        var all = get(reads().decisions(ALL));
        var newYork = get(reads().decisions(NEW_YORK));

        // Then
        assertThat(newYork)
                .extracting(
                        JudgedDecision::live,
                        JudgedDecision::meanF,
                        JudgedDecision::sigmaF,
                        JudgedDecision::highF,
                        JudgedDecision::probability,
                        JudgedDecision::hit,
                        JudgedDecision::askCents)
                .containsExactly(
                        tuple(false, 41.0, 2.0, 42.0, 0.25, true, 20), tuple(true, 39.0, 2.0, 42.0, 0.5, true, 100));
        assertThat(all).extracting(JudgedDecision::city).containsExactly("fl", "ny", "ny");
        assertThat(all.getFirst().bucket()).isEmpty();
    }

    @Test
    default void knowsItsCities() {
        assertThat(get(reads().knows("ny"))).isTrue();
        assertThat(get(reads().knows("zz"))).isFalse();
    }

    private static ErrorSums sums(long count, String sum, String absolute, String squared) {
        return new ErrorSums(count, new BigDecimal(sum), new BigDecimal(absolute), new BigDecimal(squared));
    }

    private static Truth truth(String city, LocalDate day, int highF) {
        return new Truth(city, day, new BigDecimal(highF));
    }

    private static <T> T get(Uni<T> answer) {
        return answer.await().indefinitely();
    }
}
