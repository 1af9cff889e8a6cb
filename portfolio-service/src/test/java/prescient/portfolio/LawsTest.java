package prescient.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.PostgresForTests;
import prescient.testing.StrictLog;

/** What holds after any sequence of bookings, in any order and at the same time. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(FakeMarket.class)
class LawsTest {

    private static final int THREADS = 16;
    private static final long SEED = 20251015;

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @Test
    void ofThirtyTwoReservationsAtOnceJustThoseAreGrantedThatCashCovers() throws Exception {
        // Given
        int id = Api.portfolio("1000");

        // When
        var outcomes = atOnce(IntStream.range(0, 32)
                .<Callable<String>>mapToObj(i -> () -> Api.reserve("order-rush%d-%d".formatted(id, i), id, "100")
                        .getString("results[0].outcome"))
                .toList());

        // Then
        assertThat(outcomes).filteredOn("reserved"::equals).hasSize(10);
        assertThat(outcomes).filteredOn("insufficient_cash"::equals).hasSize(22);
        assertThat(Api.number(Api.paper(id), "summary.available")).isZero();
        assertBalanced();
    }

    @Test
    void theSameFillFromManyThreadsIsBookedOnce() throws Exception {
        // Given
        int id = Api.portfolio("1000");
        Api.reserve("order-same" + id, id, "100");

        // When
        var outcomes = atOnce(Collections.nCopies(
                32, () -> Api.fill(Api.open("same" + id, id, "100")).getString("results[0].outcome")));

        // Then
        assertThat(outcomes).filteredOn("booked"::equals).hasSize(1);
        assertThat(outcomes).filteredOn("repeated"::equals).hasSize(31);
        assertThat(Api.number(Api.paper(id), "portfolio.balance")).isEqualByComparingTo("900");
        assertBalanced();
    }

    @Test
    void anOrderIdThatTwoPortfoliosUseAtOnceHoldsCashInOne() throws Exception {
        // Given
        var ids = List.of(Api.portfolio("100"), Api.portfolio("100"));

        // When
        var outcomes = atOnce(IntStream.range(0, 32)
                .<Callable<String>>mapToObj(i -> () -> Api.reserve("order-both" + ids.getFirst(), ids.get(i % 2), "50")
                        .getString("results[0].outcome"))
                .toList());

        // Then
        assertThat(outcomes).filteredOn("reserved"::equals).hasSize(16);
        assertThat(outcomes).filteredOn("content_differs"::equals).hasSize(16);
        assertBalanced();
    }

    @Test
    void afterAnyTradesInAnyOrderTheBooksBalanceAndCashIsWhatTheModelSays() throws Exception {
        // Given
        var random = new Random(SEED);
        var ids = List.of(Api.portfolio("2000"), Api.portfolio("5000"), Api.portfolio("300"));
        var trades = IntStream.range(0, 60)
                .mapToObj(i -> new Trade(
                        "law" + ids.getFirst() + "-" + i,
                        ids.get(random.nextInt(ids.size())),
                        BigDecimal.valueOf(random.nextInt(100, 9000), 2),
                        random.nextInt(5),
                        random.nextInt(1, 100)))
                .toList();

        // When
        var cash = atOnce(
                trades.stream().<Callable<BigDecimal>>map(trade -> trade::play).toList());

        // Then
        var spent = cash.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var left = BigDecimal.ZERO;
        for (int id : ids) {
            var paper = Api.paper(id);
            assertThat(Api.number(paper, "summary.reserved")).isZero();
            left = left.add(Api.number(paper, "portfolio.balance"));
        }
        assertThat(left).isEqualByComparingTo(new BigDecimal("7300").add(spent));
        assertBalanced();
    }

    /** One trade's life, each step sent twice; answers by how much it changed cash, as a model of the rules says. */
    private record Trade(String name, int portfolio, BigDecimal dollars, int end, int percent) {

        BigDecimal play() {
            Api.reserve("order-" + name, portfolio, dollars.toPlainString());
            var reserved = Api.reserve("order-" + name, portfolio, dollars.toPlainString());
            if (!"reserved".equals(reserved.getString("results[0].outcome"))) {
                return BigDecimal.ZERO;
            }
            if (end == 0) {
                Api.ok("/reservations/release", "{\"order_ids\":[\"order-%s\"]}".formatted(name));
                return BigDecimal.ZERO;
            }
            twice(Api.open(name, portfolio, dollars.toPlainString()));
            return switch (end) {
                case 1 -> dollars.negate();
                case 2 -> sell(dollars.multiply(BigDecimal.TWO)).subtract(dollars);
                case 3 -> {
                    var part = dollars.multiply(BigDecimal.valueOf(percent, 2));
                    yield sell(part)
                            .subtract(dollars)
                            .add(settle("won", dollars.add(dollars).subtract(part)));
                }
                default -> settle("void", dollars).subtract(dollars);
            };
        }

        private BigDecimal sell(BigDecimal shares) {
            twice(Api.close(name + "-sold", name, portfolio, shares.toPlainString(), "0.73", "0.01"));
            return shares.multiply(new BigDecimal("0.73")).subtract(new BigDecimal("0.01"));
        }

        private BigDecimal settle(String result, BigDecimal payout) {
            Api.settle("settle-" + name, name, result);
            var answer = Api.settle("settle-" + name, name, result);
            assertThat(answer.getString("results[0].outcome")).isEqualTo("repeated");
            return payout;
        }

        private static void twice(String fill) {
            Api.fill(fill);
            assertThat(Api.fill(fill).getString("results[0].outcome")).isEqualTo("repeated");
        }
    }

    private static void assertBalanced() {
        var check = Api.get("/ledger/check");
        assertThat(check.getList("differences")).isEmpty();
        assertThat(check.getBoolean("balanced")).isTrue();
        assertThat(Api.number(check, "sum")).isZero();
    }

    private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var running = tasks.stream()
                    .map(task -> threads.submit(() -> {
                        start.await();
                        return task.call();
                    }))
                    .toList();
            start.countDown();
            var results = new ArrayList<T>();
            for (var one : running) {
                results.add(one.get());
            }
            return results;
        }
    }
}
