package prescient.forecast.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotTest {

    private static final List<ZoneId> ZONES = List.of(ZoneId.of("America/New_York"), ZoneId.of("America/Chicago"));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    # New York's 13:00 trades and begins with its pulse; the review is Chicago's of 07:15
                    2026-02-03T18:00:00Z | trade-20260203T180000Z review-20260203T131500Z
                    # half an hour later a pulse, while the trade may still be caught up
                    2026-02-03T18:30:10Z | trade-20260203T180000Z pulse-20260203T183000Z review-20260203T131500Z
                    # Chicago's 13:00
                    2026-02-03T19:00:00Z | trade-20260203T190000Z review-20260203T131500Z
                    # after that no city trades
                    2026-02-03T20:00:00Z | pulse-20260203T200000Z review-20260203T131500Z
                    # in the evening of both there is a pulse an hour: the one of 19:00 in New York is gone
                    2026-02-04T00:45:00Z | review-20260203T131500Z
                    # the first look at yesterday, in New York, then in Chicago
                    2026-02-04T07:15:00Z | pulse-20260204T070000Z review-20260204T071500Z
                    2026-02-04T08:16:00Z | pulse-20260204T080000Z review-20260204T081500Z
                    # a night that has no 02:15: when the clocks go on it is a quarter past three
                    2026-03-08T07:15:00Z | pulse-20260308T070000Z review-20260308T071500Z
                    # the night that has an hour twice
                    2026-11-01T07:20:00Z | pulse-20261101T070000Z review-20261101T071500Z
                    """)
    void ofEachPartTheNewestIsDue(Instant now, String ids) {
        // When
        var due = Slot.due(now, ZONES);

        // Then
        assertThat(due).extracting(Slot::cycleId).containsExactly(ids.split(" "));
    }
}
