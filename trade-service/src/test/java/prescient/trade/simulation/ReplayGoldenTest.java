package prescient.trade.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.testing.StrictLog;
import prescient.trade.simulation.Book.Level;
import prescient.trade.venue.Captures;
import prescient.trade.venue.Captures.Account;
import prescient.trade.venue.CashRule;
import prescient.trade.venue.PositionFold;
import prescient.trade.venue.SettlementRule;
import prescient.trade.venue.Side;
import prescient.trade.venue.TimeInForce;
import prescient.trade.venue.VenueFill;
import prescient.trade.venue.VenueOrder;

/** Captured accounts of the shared folder, sent through the exchange again. */
class ReplayGoldenTest {

    /** Longer than the longest drawn latency. */
    private static final Duration SOON = Duration.ofSeconds(3);

    @RegisterExtension
    final StrictLog log = new StrictLog();

    /** One thing that happened: an order with its fills, or a settlement. */
    private record Step(
            Instant at, @org.jspecify.annotations.Nullable JsonNode order, JsonNode row) {}

    @Test
    void theBalanceIsTheSumOfTheCashRulesAtEveryStep() throws IOException {
        for (var account : Captures.accounts()) {
            // Given the whole account, in the order in which it happened
            var replay = new Replay(account, new SimulationRig(start(account)));
            var steps = steps(account);

            for (var step : steps) {
                // When
                replay.happen(step);

                // Then
                assertThat(replay.rig.reports.cash().await().atMost(SimulationRig.PATIENCE))
                        .as("after %s", step.row())
                        .isEqualTo(replay.expected);
            }
            var balance = replay.rig.balance();
            assertThat(balance.broken())
                    .allSatisfy((what, count) -> assertThat(count).as(what).isZero());
            System.out.println(account.name() + ": " + replay.rig.fills().size() + " fills and "
                    + replay.rig.settlements().size() + " settlements replayed, balance right after each of "
                    + steps.size() + " steps and " + balance.steps() + " movements");
        }
    }

    @Test
    void aRecordedDayIsReplayedAsItWas() throws IOException {
        for (var account : Captures.accounts()) {
            // Given the day with the most fills, in the venue's zone
            var days = account.fills().stream().collect(Collectors.groupingBy(ReplayGoldenTest::day));
            if (days.isEmpty()) {
                continue;
            }
            var day = days.entrySet().stream()
                    .max(Comparator.comparingInt(entry -> entry.getValue().size()))
                    .orElseThrow();
            var replay = new Replay(
                    account, new SimulationRig(day.getValue().getFirst().filledAt()));

            // When
            for (var step : steps(account)) {
                if (step.order() != null
                        && account
                                .fillsOfOrder()
                                .get(step.order().path("order_id").asText())
                                .stream()
                                .allMatch(fill -> day(fill).equals(day.getKey()))) {
                    replay.happen(step);
                }
            }

            // Then every fill is there again, and a second replay draws the same times
            var again = new Replay(
                    account, new SimulationRig(day.getValue().getFirst().filledAt()));
            var fills = lines(day.getValue());
            assertThat(replay.told).containsExactlyInAnyOrderElementsOf(fills);
            var order = day.getValue().getFirst().clientOrderId();
            again.submit(account.orders().stream()
                    .filter(row -> row.path("order_id").asText().equals(order))
                    .findFirst()
                    .orElseThrow());
            assertThat(Duration.between(again.rig.clock.instant(), again.rig.queue.next()))
                    .isEqualTo(replay.latencies.get(order));
            System.out.println(account.name() + ": " + fills.size() + " fills of " + day.getKey() + " replayed");
        }
    }

    private static Instant start(Account account) {
        assumeTrue(!account.orders().isEmpty() || account.fills().isEmpty(), "no orders were captured");
        return account.fills().isEmpty()
                ? SimulationRig.START
                : account.fills().getFirst().filledAt().minus(SOON);
    }

    private static List<Step> steps(Account account) {
        var steps = new ArrayList<Step>();
        for (var order : account.orders()) {
            if (account.fillsOfOrder().containsKey(order.path("order_id").asText())) {
                steps.add(new Step(Captures.at(order, "created_time"), order, order));
            }
        }
        for (var settlement : account.settlements()) {
            steps.add(new Step(Captures.at(settlement, "settled_time"), null, settlement));
        }
        steps.sort(Comparator.comparing(Step::at));
        return steps;
    }

    private static LocalDate day(VenueFill fill) {
        return LocalDate.ofInstant(fill.filledAt(), ZoneId.of("America/New_York"));
    }

    private static List<String> lines(List<VenueFill> fills) {
        return fills.stream()
                .map(fill -> fill.clientOrderId() + " " + fill.ticker() + " " + fill.side() + " " + fill.count() + "@"
                        + fill.price() + " fee " + fill.fee())
                .toList();
    }

    /** The exchange beside what the rules say of the captured fills. */
    private static final class Replay {

        private final Account account;
        private final SimulationRig rig;
        private final Map<String, PositionFold> positions = new HashMap<>();
        private final List<String> told = new ArrayList<>();
        private final Map<String, Duration> latencies = new HashMap<>();
        private Money expected;
        private String cursor = "0";

        Replay(Account account, SimulationRig rig) {
            this.account = account;
            this.rig = rig;
            this.expected = new Money(rig.config.startingBalance());
        }

        void happen(Step step) {
            rig.clock.until(step.at());
            if (step.order() == null) {
                settle(step.row());
            } else {
                order(step.order());
            }
        }

        private void order(JsonNode row) {
            var id = row.path("order_id").asText();
            submit(row);
            latencies.put(id, Duration.between(rig.clock.instant(), rig.queue.next()));
            rig.run(SOON);
            var captured = account.fillsOfOrder().get(id);
            for (var fill : captured) {
                var after = positions
                        .getOrDefault(fill.ticker(), PositionFold.EMPTY)
                        .after(fill);
                positions.put(fill.ticker(), after.position());
                expected = expected.plus(CashRule.bought(fill.count(), fill.price(), fill.fee()))
                        .plus(CashRule.netted(after.pairs()));
            }
            var page = rig.exchange.fills(cursor, 1000).await().atMost(SimulationRig.PATIENCE);
            cursor = String.valueOf(page.cursor());
            told.addAll(lines(page.items()));
            assertThat(lines(page.items())).as("%s", row).containsExactlyInAnyOrderElementsOf(lines(captured));
        }

        /** Sends the order to a book that holds exactly its fills. */
        void submit(JsonNode row) {
            var id = row.path("order_id").asText();
            var captured = account.fillsOfOrder().get(id);
            var first = captured.getFirst();
            var now = rig.clock.instant();
            var bids = captured.stream()
                    .map(fill -> new Level(
                            new Price(java.math.BigDecimal.ONE.subtract(
                                    fill.price().value())),
                            fill.count(),
                            now))
                    .toList();
            var book = new Book(
                    first.ticker(),
                    now,
                    null,
                    first.side() == Side.NO ? bids : List.of(),
                    first.side() == Side.YES ? bids : List.of(),
                    TickGrid.CENTS);
            rig.books.put(first.ticker(), book);
            var count = row.path("initial_count").decimalValue();
            boolean whole = row.path("fill_count").decimalValue().compareTo(count) == 0;
            var limit = Stream.concat(
                            captured.stream().map(VenueFill::price),
                            Stream.of(new Price(java.math.BigDecimal.valueOf(
                                    row.path(first.side() == Side.YES ? "yes_price" : "no_price")
                                            .asLong(),
                                    2))))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            rig.submit(new VenueOrder(
                    id,
                    first.ticker(),
                    first.side(),
                    new Quantity(count),
                    limit,
                    whole ? TimeInForce.FILL_OR_KILL : TimeInForce.IMMEDIATE_OR_CANCEL));
        }

        private void settle(JsonNode row) {
            var ticker = row.path("ticker").asText();
            var result = Captures.result(row);
            rig.payouts.decide(Map.of(ticker, result));
            var position = positions.getOrDefault(ticker, PositionFold.EMPTY);
            var revenue =
                    SettlementRule.revenue(position.yes().count(), position.no().count(), result);
            expected = expected.plus(revenue);
            assertThat(Captures.cents(revenue))
                    .as("%s", row)
                    .isEqualTo(row.path("revenue").asLong());
        }
    }
}
