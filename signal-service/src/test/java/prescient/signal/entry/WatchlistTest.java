package prescient.signal.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.signal.entry.Sheets.NOW;
import static prescient.signal.entry.Sheets.row;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is near the limits is watched, the most probable first. */
class WatchlistTest {

    @ParameterizedTest
    @CsvSource({
        "1000, 90.01, 98, 7, -2.75, -4, yes, ''",
        "999, 97, 95, 7, 2, -4, yes, VOLUME_LOW",
        "0, 97, 95, 7, 2, -4, yes, VOLUME_LOW",
        "5000, 97, 95, 98.5, 2, -4, yes, ASK_HIGH",
        "5000, 97, 100, 7, 2, -4, yes, ASK_HIGH",
        "5000, 90, 95, 7, 2, -4, yes, PROBABILITY_FAR",
        "5000, 97, 95, 7, -2.76, 9, yes, DIFFERENTIAL_FAR",
        "5000, 97, 7, 95, 9, -2.76, no, DIFFERENTIAL_FAR",
        "1, 50, 100, 7, -50, -4, yes, VOLUME_LOW ASK_HIGH PROBABILITY_FAR DIFFERENTIAL_FAR"
    })
    void eachLimitHasAReason(
            String volume,
            String probability,
            String yesAsk,
            String noAsk,
            String yesDiff,
            String noDiff,
            String side,
            String reasons) {
        // When
        var absence = Watchlist.absence(
                row("T", "118000", probability, yesAsk, noAsk, yesDiff, noDiff, volume, side), Sheets.on());

        // Then
        assertThat(absence.stream().map(Enum::name).reduce("", (a, b) -> a.isEmpty() ? b : a + " " + b))
                .isEqualTo(reasons);
    }

    @Test
    void theMostProbableIsFirst() {
        // Given
        var sheet = Sheets.sheet(
                NOW,
                600,
                "0.1",
                row("A", "118000", "93", "95", "7", "2", "-4", "5000", "yes"),
                row("B", "117750", "99", "97", "7", "2", "-4", "5000", "yes"),
                row("C", "117500", "99", "97", "7", "2", "-4", "5", "yes"));

        // When
        var list = Watchlist.of(sheet, Sheets.on());

        // Then
        assertThat(list.strikes()).extracting(StrikeRow::ticker).containsExactly("B", "A");
    }
}
