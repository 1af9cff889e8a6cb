package prescient.signal.backtest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static prescient.signal.backtest.Recordings.MUCH;
import static prescient.signal.backtest.Recordings.NO_BOUNDS;
import static prescient.signal.backtest.Recordings.START;
import static prescient.signal.backtest.Recordings.STEP;

import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.signal.ServiceTest;
import prescient.signal.strategy.Advice;
import prescient.signal.strategy.MostLikelyStrategy;
import prescient.signal.strategy.Parameters;
import prescient.testing.PaperCycle;

/** A cycle that is replayed brings the signals and the fills of the cycle that was traded. */
@QuarkusTest
class CycleReplayTest extends ServiceTest {

    private static final List<String> FIELDS =
            List.of("market_id", "action", "target_price", "confidence", "reason", "amount");

    @Test
    void aCycleThatIsReplayedBringsTheSignalsOfTheCycleThatRan() {
        // Given: a cycle over these markets
        answer(
                200,
                found(PaperCycle.MARKETS.stream()
                        .map(market -> market(market.id(), market.yes(), market.no()))
                        .toArray(String[]::new)));
        post(
                        "/signals/generate",
                        "{\"run_id\":\"cycle-1\",\"parameters\":{\"trade_amount\":%s}}".formatted(PaperCycle.AMOUNT))
                .statusCode(200);
        var ran = given().get("/signals?run_id=cycle-1").jsonPath();

        // When
        var advised = new ArrayList<Advice>();
        replay(advised, 1);

        // Then
        var expected = PaperCycle.SIGNALS.stream()
                .map(signal -> List.of(
                        signal.marketId(),
                        signal.action(),
                        number(signal.price()),
                        number(signal.confidence()),
                        signal.reason(),
                        number(PaperCycle.AMOUNT)))
                .toList();
        assertThat(advised.stream()
                        .map(advice -> List.of(
                                advice.candidate().marketId(),
                                advice.action().text(),
                                number(advice.targetPrice().toString()),
                                number(advice.confidence().toPlainString()),
                                advice.reason(),
                                number(advice.amount().toString())))
                        .toList())
                .isEqualTo(expected);
        var listed = new ArrayList<List<String>>();
        for (int i = 0; i < PaperCycle.SIGNALS.size(); i++) {
            var at = i;
            listed.add(FIELDS.stream()
                    .map(field -> ran.getString("items[" + at + "]." + field))
                    .map(text -> text.matches("[0-9.]+") ? number(text) : text)
                    .toList());
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aCycleThatIsReplayedFillsAndPaysWhatTheCycleDid() {
        // When
        var result = replay(new ArrayList<>(), 2);

        // Then
        assertThat(result.trades())
                .extracting(trade ->
                        List.<Object>of(trade.marketId(), trade.price(), trade.shares(), trade.amount(), trade.fee()))
                .isEqualTo(PaperCycle.FILLS.stream()
                        .map(fill -> List.<Object>of(
                                fill.marketId(),
                                Price.of(fill.price()),
                                new Quantity(new BigDecimal(fill.shares())),
                                Money.of(fill.amount()),
                                Money.of(fill.fee())))
                        .toList());
        assertThat(result.trades())
                .extracting(TradeLine::payout)
                .isEqualTo(PaperCycle.FILLS.stream()
                        .map(fill -> Money.of(fill.payout()))
                        .toList());
        assertThat(result.figures().denied()).containsEntry("INSUFFICIENT_CASH", 2L);
    }

    /** In its second cycle every market but the one that was not bought is decided. */
    private static Replay.Result replay(List<Advice> advised, int cycles) {
        var rows = new ArrayList<RecordedRow>();
        int place = 0;
        for (var market : PaperCycle.MARKETS) {
            rows.add(new RecordedRow(
                    START,
                    market.id(),
                    Price.of(market.yes()),
                    Price.of(market.no()),
                    MUCH,
                    MUCH.subtract(BigDecimal.valueOf(place++)),
                    null));
        }
        var decided = PaperCycle.MARKETS.stream()
                .filter(market -> !market.id().equals("c5"))
                .map(market -> Recordings.decided(market.id(), market.resolution(), START.plus(STEP)))
                .toArray(RecordedMarket[]::new);
        var strategy = new MostLikelyStrategy();
        var parameters =
                Parameters.of(strategy.parameters(), Map.of("trade_amount", new BigDecimal(PaperCycle.AMOUNT)));
        return new Replay(
                        Recordings.of(rows, decided),
                        Recordings.plan(cycles, PaperCycle.CASH),
                        Bounds.of(NO_BOUNDS),
                        strategy,
                        parameters,
                        (at, advice) -> advised.addAll(advice))
                .run(snapshots -> true);
    }

    private static String number(String text) {
        return new BigDecimal(text).stripTrailingZeros().toPlainString();
    }
}
