package prescient.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import prescient.testing.PostgresForTests;
import prescient.testing.PostgresServer;

/** Several processes book at once: each thread here is one, with a connection of its own and no common queue. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(FakeMarket.class)
class ReplicasTest {

    private static final int REPLICAS = 8;
    private static final String LOST_RACE = "40001";

    @Test
    void cashIsNeverReservedTwice() throws Exception {
        // Given
        int id = Api.portfolio("1000");

        // When
        var outcomes = atOnce(replica -> {
            var own = new ArrayList<String>();
            try (var connection = PostgresServer.shared().connect("prescient_portfolio")) {
                for (int i = 0; i < 4; i++) {
                    own.addAll(
                            reserve(connection, List.of("rep%d-%d-%d".formatted(id, replica, i)), List.of(id), "100"));
                }
            }
            return own;
        });

        // Then
        assertThat(outcomes).filteredOn("reserved"::equals).hasSize(10);
        assertThat(outcomes).filteredOn("insufficient_cash"::equals).hasSize(22);
        assertThat(Api.get("/ledger/check").getBoolean("balanced")).isTrue();
    }

    @Test
    void theSameOrdersFromAllReplicasInAnyOrderHoldCashOnce() throws Exception {
        // Given
        var ids = List.of(Api.portfolio("100000"), Api.portfolio("100000"), Api.portfolio("100000"));
        var orders = IntStream.range(0, 200)
                .mapToObj(i -> "all%d-%d".formatted(ids.getFirst(), i))
                .toList();

        // When
        var outcomes = atOnce(replica -> {
            var mine = new ArrayList<>(orders);
            Collections.shuffle(mine, new Random(replica));
            var own = new ArrayList<String>();
            try (var connection = PostgresServer.shared().connect("prescient_portfolio")) {
                for (int from = 0; from < mine.size(); from += 20) {
                    var batch = mine.subList(from, from + 20);
                    var portfolios = batch.stream()
                            .map(order -> ids.get(Math.floorMod(order.hashCode(), ids.size())))
                            .toList();
                    own.addAll(reserve(connection, batch, portfolios, "5"));
                }
            }
            return own;
        });

        // Then
        assertThat(outcomes).hasSize(REPLICAS * 200).containsOnly("reserved");
        var held = ids.stream()
                .map(id -> Api.number(Api.paper(id), "summary.reserved"))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(held).isEqualByComparingTo("1000");
        assertThat(Api.get("/ledger/check").getBoolean("balanced")).isTrue();
    }

    @Test
    void anOrderThatReplicasReserveForDifferentPortfoliosHoldsCashInOne() throws Exception {
        // Given
        var ids = List.of(Api.portfolio("1000"), Api.portfolio("1000"));

        // When
        var outcomes = atOnce(replica -> {
            var own = new ArrayList<String>();
            try (var connection = PostgresServer.shared().connect("prescient_portfolio")) {
                for (int i = 0; i < 50; i++) {
                    var order = List.of("either%d-%d".formatted(ids.getFirst(), i));
                    own.addAll(reserve(connection, order, List.of(ids.get(replica % 2)), "5"));
                }
            }
            return own;
        });

        // Then
        assertThat(outcomes).filteredOn("reserved"::equals).hasSize(50 * REPLICAS / 2);
        assertThat(outcomes).filteredOn("content_differs"::equals).hasSize(50 * REPLICAS / 2);
        assertThat(Api.get("/ledger/check").getBoolean("balanced")).isTrue();
    }

    @Test
    void theSameSettlementFromAllReplicasPaysOnce() throws Exception {
        // Given
        int id = Api.portfolio("1000");
        Api.fill(IntStream.range(0, 20)
                .mapToObj(i -> Api.open("pay%d-%d".formatted(id, i), id, "10"))
                .toArray(String[]::new));

        // When
        var outcomes = atOnce(replica -> {
            var own = new ArrayList<String>();
            try (var connection = PostgresServer.shared().connect("prescient_portfolio")) {
                for (int i = 0; i < 20; i++) {
                    own.add(settle(connection, "pay%d-%d".formatted(id, i)));
                }
            }
            return own;
        });

        // Then
        assertThat(outcomes).filteredOn("booked"::equals).hasSize(20);
        assertThat(outcomes).filteredOn("repeated"::equals).hasSize(20 * (REPLICAS - 1));
        assertThat(Api.number(Api.paper(id), "portfolio.balance")).isEqualByComparingTo("1200");
        assertThat(Api.get("/ledger/check").getBoolean("balanced")).isTrue();
    }

    private static List<String> reserve(
            Connection connection, List<String> orders, List<Integer> portfolios, String amount) throws SQLException {
        try (var sql = connection.prepareStatement("SELECT * FROM reserve_cash(?, ?, ?, ?)")) {
            sql.setArray(1, connection.createArrayOf("text", orders.toArray()));
            sql.setArray(2, connection.createArrayOf("integer", portfolios.toArray()));
            sql.setArray(
                    3,
                    connection.createArrayOf(
                            "numeric",
                            orders.stream().map(order -> new BigDecimal(amount)).toArray()));
            sql.setObject(4, OffsetDateTime.parse("2025-10-15T16:10:00Z"));
            return untilNoRace(sql);
        }
    }

    private static String settle(Connection connection, String trade) throws SQLException {
        try (var sql = connection.prepareStatement(
                "SELECT * FROM book_settlements(ARRAY[?], ARRAY[?], ARRAY['won'], ARRAY[?::timestamptz],"
                        + " ARRAY['h'], ?)")) {
            sql.setString(1, "settle-" + trade);
            sql.setString(2, "trade-" + trade);
            sql.setString(3, "2025-11-01T00:00:00Z");
            sql.setObject(4, OffsetDateTime.parse("2025-11-01T00:00:00Z"));
            return untilNoRace(sql).getFirst();
        }
    }

    /** As the service does: a statement that lost a race for an id is run again; any other failure counts. */
    private static List<String> untilNoRace(java.sql.PreparedStatement sql) throws SQLException {
        while (true) {
            try (var rows = sql.executeQuery()) {
                var outcomes = new ArrayList<String>();
                while (rows.next()) {
                    outcomes.add(rows.getString(1));
                }
                return outcomes;
            } catch (SQLException failure) {
                if (!LOST_RACE.equals(failure.getSQLState())) {
                    throw failure;
                }
            }
        }
    }

    private interface Replica {
        List<String> run(int number) throws SQLException;
    }

    private static List<String> atOnce(Replica work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(REPLICAS)) {
            var running = IntStream.range(0, REPLICAS)
                    .<Callable<List<String>>>mapToObj(number -> () -> work.run(number))
                    .map(threads::submit)
                    .toList();
            var all = new ArrayList<String>();
            for (var one : running) {
                all.addAll(one.get());
            }
            return all;
        }
    }
}
