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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.signal.ServiceTest;
import prescient.signal.backtest.Replay.Journal;
import prescient.signal.strategy.Advice;
import prescient.signal.strategy.MostLikelyStrategy;
import prescient.signal.strategy.Parameters;
import prescient.testing.GeneratedCycles;
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

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20261121})
    void generatedCyclesAreReplayedFillByFillAsTheyAreTraded(long seed) {
        // Given
        var generated = GeneratedCycles.of(seed);
        var rows = new ArrayList<RecordedRow>();
        var decided = new LinkedHashMap<String, RecordedMarket>();
        var at = START;
        for (var cycle : generated.cycles()) {
            int place = 0;
            for (var market : cycle.markets()) {
                var volume = MUCH.subtract(BigDecimal.valueOf(place++));
                rows.add(new RecordedRow(
                        at, market.id(), Price.of(market.yes()), Price.of(market.no()), MUCH, volume, null));
                if (market.resolution() != null) {
                    decided.putIfAbsent(market.id(), Recordings.decided(market.id(), market.resolution(), at));
                }
            }
            at = at.plus(STEP);
        }
        var recording = Recordings.of(rows, decided.values().toArray(RecordedMarket[]::new));
        var strategy = new MostLikelyStrategy();
        var parameters =
                Parameters.of(strategy.parameters(), Map.of("trade_amount", new BigDecimal(generated.amount())));
        var plan = Recordings.plan(generated.cycles().size(), generated.cash());
        var advised = new ArrayList<Advice>();

        // When: with a journal, and without, as backtests run
        Journal journal = (now, advice) -> advised.addAll(advice);
        var told =
                new Replay(recording, plan, Bounds.of(NO_BOUNDS), strategy, parameters, journal).run(snapshots -> true);
        var result =
                new Replay(recording, plan, Bounds.of(NO_BOUNDS), strategy, parameters, null).run(snapshots -> true);

        // Then
        var orders = generated.cycles().stream()
                .flatMap(cycle -> cycle.orders().stream())
                .toList();
        assertThat(result).as("seed %d", seed).isEqualTo(told);
        assertThat(advised.stream().map(CycleReplayTest::signal).toList())
                .as("seed %d", seed)
                .isEqualTo(orders.stream().map(CycleReplayTest::signal).toList());
        assertThat(result.trades().stream().map(CycleReplayTest::fill).toList())
                .as("seed %d", seed)
                .isEqualTo(generated.cycles().stream()
                        .flatMap(cycle -> cycle.orders().stream()
                                .filter(order -> order.code() == null)
                                .map(order -> fill(generated, cycle, order)))
                        .toList())
                .isNotEmpty();
        assertThat(result.figures().denied())
                .as("seed %d", seed)
                .isEqualTo(orders.stream()
                        .flatMap(order -> Stream.ofNullable(order.code()))
                        .collect(Collectors.groupingBy(code -> code, Collectors.counting())));
        assertThat(result.equity().stream().map(EquityPoint::cash).toList())
                .as("seed %d", seed)
                .isEqualTo(generated.cycles().stream()
                        .map(cycle -> Money.of(cycle.cashAfter()))
                        .toList());
    }

    private static List<Object> signal(Advice advice) {
        return List.of(
                advice.candidate().marketId(), advice.action().text(), advice.targetPrice(), advice.confidence());
    }

    private static List<Object> signal(GeneratedCycles.Order order) {
        return List.of(order.marketId(), order.action(), Price.of(order.price()), new BigDecimal(order.confidence()));
    }

    private static List<Object> fill(TradeLine trade) {
        return List.of(
                trade.marketId(),
                trade.action().text(),
                trade.price(),
                trade.shares(),
                trade.amount(),
                trade.fee(),
                String.valueOf(trade.result()),
                String.valueOf(trade.payout()));
    }

    private static List<Object> fill(
            GeneratedCycles generated, GeneratedCycles.Cycle from, GeneratedCycles.Order order) {
        var payment = generated.cycles().stream()
                .skip(generated.cycles().indexOf(from))
                .flatMap(cycle -> cycle.payments().stream())
                .filter(paid -> paid.marketId().equals(order.marketId()))
                .findFirst();
        return List.of(
                order.marketId(),
                order.action(),
                Price.of(order.price()),
                new Quantity(new BigDecimal(String.valueOf(order.shares()))),
                Money.of(generated.amount()),
                Money.ZERO,
                payment.map(GeneratedCycles.Payment::result).orElse("null"),
                payment.map(paid -> Money.of(paid.payout()).toString()).orElse("null"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void signalsOfAGeneratedCycleAreGivenOutInTheOrderOfTheReplay(long seed) {
        // Given
        var generated = GeneratedCycles.of(seed);
        var cycle = generated.cycles().getFirst();
        answer(
                200,
                found(cycle.markets().stream()
                        .map(market -> market(market.id(), market.yes(), market.no()))
                        .toArray(String[]::new)));
        post(
                        "/signals/generate",
                        "{\"run_id\":\"cycle-%d\",\"parameters\":{\"trade_amount\":%s}}"
                                .formatted(seed, generated.amount()))
                .statusCode(200);

        // When
        var claimed = post("/signals/claim", "{\"claimant\":\"t\",\"portfolio_id\":1,\"limit\":500}")
                .statusCode(200)
                .extract()
                .jsonPath();

        // Then
        assertThat(claimed.getList("signals.market_id", String.class))
                .as("seed %d", seed)
                .isEqualTo(cycle.orders().stream()
                        .map(GeneratedCycles.Order::marketId)
                        .toList());
        assertThat(claimed.getList("signals.action", String.class))
                .isEqualTo(cycle.orders().stream()
                        .map(GeneratedCycles.Order::action)
                        .toList());
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
