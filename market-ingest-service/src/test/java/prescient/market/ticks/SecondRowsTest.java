package prescient.market.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One row for a second, whatever order trades come in and however often. */
class SecondRowsTest {

    private static final Instant NOON = Instant.parse("2026-02-03T12:00:00Z");

    private final SecondRows rows = new SecondRows(10);

    private static SpotMessage.Tick tick(long millis, long id) {
        return new SpotMessage.Tick("BTC-USD", NOON.plusMillis(millis), "Z", BigDecimal.valueOf(100_000 + id), id);
    }

    @Test
    void theFirstTradeOfASecondIsItsRow() {
        // Given
        rows.take(tick(100, 1));
        rows.take(tick(900, 2));
        rows.take(tick(1000, 3));

        // When
        var out = rows.handOut();

        // Then
        assertThat(out).extracting(SecondRow::sequence).containsExactly(1L, 3L);
        assertThat(out).extracting(SecondRow::second).containsExactly(NOON, NOON.plusSeconds(1));
        assertThat(out.getFirst().at()).isEqualTo(NOON.plusMillis(100));
        assertThat(rows.repeated()).isEqualTo(1);
    }

    @Test
    void aTradeThatComesLateIsStillTheFirstWhileTheRowWaits() {
        // Given
        rows.take(tick(900, 2));
        rows.take(tick(100, 1));

        // Then
        assertThat(rows.handOut()).extracting(SecondRow::sequence).containsExactly(1L);
    }

    @Test
    void aRowThatWasHandedOutDoesNotChangeAndDoesNotComeAgain() {
        // Given
        rows.take(tick(900, 2));
        rows.handOut();

        // When
        rows.take(tick(100, 1));
        rows.take(tick(900, 2));

        // Then
        assertThat(rows.handOut()).isEmpty();
        assertThat(rows.repeated()).isEqualTo(2);
    }

    @Test
    void aLateTradeOfASecondThatHasNoRowMakesOne() {
        // Given
        rows.take(tick(5000, 9));
        rows.handOut();

        // When
        rows.take(tick(2000, 4));

        // Then
        assertThat(rows.handOut()).extracting(SecondRow::sequence).containsExactly(4L);
    }

    @Test
    void rowsThatCouldNotBeStoredWaitAgainInTheirPlace() {
        // Given
        rows.take(tick(0, 1));
        var out = rows.handOut();
        rows.take(tick(1000, 2));

        // When
        assertThat(rows.putBack(out)).isEmpty();

        // Then
        assertThat(rows.handOut()).extracting(SecondRow::sequence).containsExactly(1L, 2L);
    }

    @Test
    void theQueueIsBoundedAndGivesUpTheOldest() {
        // Given
        var given = new ArrayList<SecondRow>();

        // When
        for (int second = 0; second < 15; second++) {
            given.addAll(rows.take(tick(second * 1000L, second)));
        }

        // Then
        assertThat(given).extracting(SecondRow::sequence).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(rows.waiting()).isEqualTo(10);
    }

    @Test
    void twoSymbolsHaveTheirOwnSeconds() {
        // Given
        rows.take(tick(0, 1));
        rows.take(new SpotMessage.Tick("ETH-USD", NOON, "Z", BigDecimal.TEN, 7));

        // Then
        assertThat(rows.handOut()).extracting(SecondRow::symbol).containsExactly("BTC-USD", "ETH-USD");
    }

    @Test
    void anyOrderAndAnyRepetitionGiveOneRowForEverySecondWithATrade() {
        for (long seed = 1; seed <= 200; seed++) {
            // Given trades of a minute in disorder, some of them twice
            var random = new Random(seed);
            var ticks = new ArrayList<SpotMessage.Tick>();
            var seconds = new HashSet<Instant>();
            for (int id = 0; id < 80; id++) {
                var tick = tick(id * 750L, id);
                ticks.addAll(Collections.nCopies(1 + random.nextInt(2), tick));
                seconds.add(tick.second());
            }
            Collections.shuffle(ticks, random);
            var all = new SecondRows(1000);
            var out = new ArrayList<SecondRow>();

            // When
            for (var tick : ticks) {
                all.take(tick);
                if (random.nextInt(5) == 0) {
                    out.addAll(all.handOut());
                }
            }
            out.addAll(all.handOut());

            // Then
            assertThat(out).as("seed " + seed).extracting(SecondRow::second).doesNotHaveDuplicates();
            assertThat(out)
                    .as("seed " + seed)
                    .extracting(SecondRow::second)
                    .containsExactlyInAnyOrderElementsOf(List.copyOf(seconds));
        }
    }
}
