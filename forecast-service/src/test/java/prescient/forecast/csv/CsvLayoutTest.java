package prescient.forecast.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.forecast.calibration.Performance;
import prescient.forecast.calibration.PerformanceFile;
import prescient.forecast.decision.TradeFile;
import prescient.forecast.prediction.PredictionFile;

class CsvLayoutTest {

    private static final String HEADER = "date,city,source_name,predicted_tmax,actual_tmax,absolute_error\r\n";
    private static final String GOOD = "2026-02-02,ny,tomorrow,34.4300,35.0,0.5700\r\n";

    @Test
    void aFileOfTheNewestLayoutIsWrittenAsItWasRead() {
        // Given
        var text = HEADER + GOOD + "2026-02-02,il,weather.gov,,28.0,\r\n";

        // When
        var content = read(text);

        // Then
        assertThat(content.odd()).isEmpty();
        assertThat(PerformanceFile.LAYOUT.text(content.records())).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "predicted_tmax, nan",
        "predicted_tmax, inf",
        "predicted_tmax, 1e308",
        "predicted_tmax, abc",
        "predicted_tmax, 0x1p3",
        "absolute_error, -1.0",
        "source_name, nobody",
        "date, 2026-02-30",
        "date, 02/03/2026",
        "city, ''"
    })
    void aFieldThatIsNotWhatItShouldBeRejectsItsRowAndNoOther(String column, String bad) {
        // Given
        var columns = List.of(HEADER.strip().split(",", -1));
        var fields = new ArrayList<>(List.of(GOOD.strip().split(",", -1)));
        fields.set(columns.indexOf(column), bad);

        // When
        var content = read(HEADER + GOOD + String.join(",", fields) + "\r\n" + GOOD);

        // Then
        assertThat(content.records()).hasSize(2);
        assertThat(content.odd()).singleElement().satisfies(row -> {
            assertThat(row.kind()).isEqualTo(OddKind.REJECTED);
            assertThat(row.line()).isEqualTo(3);
            assertThat(row.why()).contains(column.equals("source_name") ? "nobody" : column);
            assertThat(row.fields()).isEqualTo(fields);
        });
    }

    @Test
    void anEmptyFileIsReported() {
        // When
        var content = read("");

        // Then
        assertThat(content.entries()).isEmpty();
        assertThat(content.odd())
                .singleElement()
                .satisfies(row -> assertThat(row.why()).isEqualTo("the file is empty"));
    }

    @Test
    void aHeaderAloneIsAFileWithoutRecords() {
        // When
        var content = read(HEADER);

        // Then
        assertThat(content.entries()).isEmpty();
        assertThat(content.odd()).isEmpty();
    }

    @Test
    void underAnotherHeaderEveryRowIsRejectedAndKept() {
        // When
        var content = read("a,b,c,d,e,f\r\n" + GOOD + GOOD);

        // Then
        assertThat(content.entries()).isEmpty();
        assertThat(content.odd(OddKind.REJECTED)).extracting(OddRow::line).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aRowOfAnUnknownWidthIsRejectedAndAnOpenEndReported() {
        // When
        var content = read(HEADER + GOOD + "2026-02-02,ny,tomorrow,34.4");

        // Then
        assertThat(content.odd())
                .extracting(OddRow::kind, OddRow::line)
                .containsExactly(tuple(OddKind.REJECTED, 3L), tuple(OddKind.OPEN_END, 3L));
    }

    @Test
    void anOpenQuoteIsRefused() {
        // Then
        assertThatThrownBy(() -> read(HEADER + "2026-02-02,\"ny"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sample.csv is not CSV");
    }

    @Test
    void theLastRowOfAKeyCountsAndTheOthersAreTold() {
        // Given
        var other = GOOD.replace("0.5700", "0.6000");

        // When
        var content = read(HEADER + GOOD + GOOD + other).lastOfEachKey();

        // Then
        assertThat(content.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.line().number()).isEqualTo(4));
        assertThat(content.odd())
                .extracting(OddRow::kind, OddRow::line)
                .containsExactly(tuple(OddKind.REPEATED, 2L), tuple(OddKind.CONFLICTING, 3L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-25", "2026-01-27", "2026-01-28"})
    void providersOfTheShiftedDaysAreContaminatedButNotTheBlend(String day) {
        // Given
        var provider = GOOD.replace("2026-02-02", day);
        var blend = provider.replace("tomorrow", "consensus");

        // When
        var content = read(HEADER + provider + blend);

        // Then
        assertThat(content.records()).hasSize(2);
        assertThat(content.odd())
                .extracting(OddRow::kind, OddRow::line)
                .containsExactly(tuple(OddKind.CONTAMINATED, 2L));
    }

    @Test
    void aShiftedPredictionIsPutRight() {
        // Given
        var header = String.join(",", PredictionFile.HISTORY.shapes().getFirst().columns());
        var run = "2026-01-27T09:00:00-05:00,prod,forecast,1.0,False,False";
        var row =
                "2026-01-27,ny,30.1000,,30.1000,1.2000,0.9000,open-meteo,30.1000,,,,,,,,open-meteo,open-meteo:1.0000,";

        // When
        var content =
                PredictionFile.HISTORY.read(CsvSheet.parse("predictions.csv", header + "\r\n" + row + run + "\r\n"));

        // Then
        assertThat(content.odd()).extracting(OddRow::kind).containsExactly(OddKind.SHIFTED);
        assertThat(PredictionFile.HISTORY.write(content.records().getFirst()))
                .containsExactlyElementsOf(List.of(("2026-01-27,ny,30.1000,,30.1000,open-meteo,30.1000,,,,,,,,"
                                + "1.2000,0.9000,open-meteo,open-meteo:1.0000,"
                                + run)
                        .split(",", -1)));
    }

    @ParameterizedTest
    @CsvSource({"False, false", "false, false", "True, true", "1, true", "y, true", "0, false"})
    void whetherOrdersWereSentIsParsedAndNotTakenForTrue(String text, boolean sent) {
        // When
        var content = TradeFile.LAYOUT.read(CsvSheet.parse("trades.csv", trade(text)));

        // Then
        assertThat(content.records())
                .singleElement()
                .satisfies(trade -> assertThat(trade.sent()).isEqualTo(sent));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "maybe", "None"})
    void whetherOrdersWereSentIsNeverGuessed(String text) {
        // When
        var content = TradeFile.LAYOUT.read(CsvSheet.parse("trades.csv", trade(text)));

        // Then
        assertThat(content.records()).isEmpty();
        assertThat(content.odd(OddKind.REJECTED)).hasSize(1);
    }

    private static String trade(String sent) {
        return String.join(",", TradeFile.LAYOUT.shapes().getFirst().columns())
                + "\r\n2026-02-03T13:10:00-05:00,prod,2026-02-03,ny,S,E,M,34° to 35°,34.4878,yes,20,25,99," + sent
                + "\r\n";
    }

    private static CsvContent<Performance> read(String text) {
        return PerformanceFile.LAYOUT.read(CsvSheet.parse("sample.csv", text));
    }
}
