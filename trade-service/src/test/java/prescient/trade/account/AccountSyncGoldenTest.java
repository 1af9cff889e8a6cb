package prescient.trade.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.json.JsonSettings;
import prescient.testing.StrictLog;
import prescient.trade.account.SyncReport.Walked;
import prescient.trade.testing.AccountDatabase;
import prescient.trade.testing.FakeKalshi.Reply;

/** A captured account, served page by page, becomes exactly its rows: once, twice, after restarts and lost pages. */
class AccountSyncGoldenTest {

    private static final Path API =
            Path.of(System.getProperty("prescient.shared", "../shared")).resolve("data/recio/api");
    private static final Map<String, String> FIELDS =
            Map.of("fills", "fills", "orders", "orders", "settlements", "settlements", "positions", "market_positions");
    private static final int PAGE = 100;
    private static final long SEED = 20250728;

    @RegisterExtension
    final StrictLog log = new StrictLog();

    private final ObjectMapper json = JsonSettings.mapper();
    private AccountRig rig;

    @BeforeEach
    void start() {
        rig = new AccountRig();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static List<Path> captures() throws IOException {
        assumeTrue(Files.isDirectory(API), "there are no captures");
        try (var folders = Files.list(API)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** What the venue has: the rows of the capture as far as there is a file of them. */
    private Map<String, List<JsonNode>> serve(Path capture) throws IOException {
        var served = new java.util.TreeMap<String, List<JsonNode>>();
        for (var list : FIELDS.entrySet()) {
            var file = capture.resolve(list.getKey() + ".json");
            var rows = new ArrayList<JsonNode>();
            if (Files.exists(file)) {
                json.readTree(Files.readAllBytes(file)).path(list.getValue()).forEach(rows::add);
            }
            rig.venue.give(list.getKey(), rows);
            served.put(list.getKey(), rows);
        }
        return served;
    }

    private static void assertSame(Path capture, Map<String, List<JsonNode>> served) {
        rows(capture, served.get("fills"), "trade_id", "account_fills", "fill_id");
        rows(capture, served.get("orders"), "order_id", "account_orders", "order_id");
        rows(capture, served.get("settlements"), "ticker", "account_settlements", "ticker");
        rows(capture, served.get("positions"), "ticker", "account_positions", "ticker");
        sum(capture, served.get("fills"), "count", "1", "SELECT sum(count) FROM trade.account_fills");
        sum(capture, served.get("fills"), "yes_price", "0.01", "SELECT sum(yes_price) FROM trade.account_fills");
        sum(capture, served.get("orders"), "taker_fees", "0.01", "SELECT sum(taker_fees) FROM trade.account_orders");
        sum(
                capture,
                served.get("orders"),
                "taker_fill_cost",
                "0.01",
                "SELECT sum(taker_fill_cost) FROM trade.account_orders");
        sum(
                capture,
                served.get("settlements"),
                "revenue",
                "0.01",
                "SELECT sum(revenue) FROM trade.account_settlements");
        sum(
                capture,
                served.get("positions"),
                "fees_paid",
                "0.01",
                "SELECT sum(fees_paid) FROM trade.account_positions");
    }

    private static void rows(Path capture, List<JsonNode> told, String idTold, String table, String id) {
        assertThat(AccountDatabase.all("SELECT " + id + " FROM trade." + table))
                .as(capture + " " + table)
                .containsExactlyInAnyOrderElementsOf(
                        told.stream().map(row -> row.path(idTold).asText()).toList());
    }

    private static void sum(Path capture, List<JsonNode> told, String field, String unit, String query) {
        if (told.stream().anyMatch(row -> !row.path(field).isIntegralNumber())) {
            return; // A later form: the parser's own test compares it value by value.
        }
        var sum = told.stream()
                .map(row -> row.path(field).decimalValue().multiply(new java.math.BigDecimal(unit)))
                .reduce(java.math.BigDecimal.ZERO, java.math.BigDecimal::add);
        var stored = AccountDatabase.one(query);
        assertThat(new java.math.BigDecimal(stored.equals("null") ? "0" : stored))
                .as(capture + " " + query)
                .isEqualByComparingTo(sum);
    }

    private static String fingerprint() {
        return String.join(
                " ",
                List.of("account_fills", "account_orders", "account_settlements", "account_positions").stream()
                        .map(table ->
                                AccountDatabase.one("SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text),"
                                        + " '')) FROM trade." + table + " t"))
                        .toList());
    }

    @Test
    void everyCaptureBecomesItsRowsAndStaysThem() throws IOException {
        for (var capture : captures()) {
            // Given
            AccountDatabase.empty();
            var served = serve(capture);
            try (var account = rig.account("prod", PAGE)) {

                // When
                var first = rig.sync(account);

                // Then
                assertThat(first.isComplete()).as(capture.toString()).isTrue();
                assertThat(first.lists()).extracting(Walked::unreadable).containsOnly(0);
                assertSame(capture, served);
                var before = fingerprint();
                rig.restart();
                rig.advance(Duration.ofMinutes(1));
                var second = rig.sync(account);
                assertThat(second.isComplete()).isTrue();
                assertThat(second.lists()).extracting(Walked::changed).containsOnly(0);
                assertThat(fingerprint()).as(capture.toString()).isEqualTo(before);
            }
        }
    }

    @Test
    void lostPagesAndRestartsLoseNothing() throws IOException {
        for (var capture : captures()) {
            // Given
            AccountDatabase.empty();
            var served = serve(capture);
            System.out.println("seed " + SEED);
            var chance = new SplittableRandom(SEED);
            rig.venue.answer(request -> chance.nextInt(100) < 25 ? new Reply(chance.nextInt(2) * 500, "") : null);
            try (var account = rig.account("prod", PAGE)) {

                // When
                int attempts = 0;
                while (!rig.sync(account).isComplete()) {
                    rig.restart();
                    assertThat(++attempts).isLessThan(500);
                }
                rig.venue.answer(request -> null);
                rig.sync(account);

                // Then
                assertSame(capture, served);
            }
        }
    }

    @Test
    void anAccountThatGrowsBetweenLooksIsTheSameInTheEnd() throws IOException {
        for (var capture : captures()) {
            // Given
            AccountDatabase.empty();
            var served = serve(capture);
            try (var account = rig.account("prod", PAGE)) {

                // When
                for (int percent : new int[] {10, 50, 51, 90, 100}) {
                    for (var list : List.of("fills", "orders", "settlements")) {
                        var rows = served.get(list);
                        rig.venue.give(list, rows.subList(rows.size() - rows.size() * percent / 100, rows.size()));
                    }
                    rig.restart();
                    assertThat(rig.sync(account).isComplete()).isTrue();
                }

                // Then
                assertSame(capture, served);
            }
        }
    }

    @Test
    void positionsFollowFromTheFillsWhereTheCaptureHasBoth() throws IOException {
        for (var capture : captures()) {
            // Given
            AccountDatabase.empty();
            var served = serve(capture);
            var complete = List.of("fills", "orders", "settlements", "positions").stream()
                    .allMatch(list -> Files.exists(capture.resolve(list + ".json")));
            if (!complete || served.get("fills").size() < 1000) {
                continue; // A cut-out of an account: its positions began before its fills do.
            }
            try (var account = rig.account("prod", PAGE)) {

                // When
                var report = rig.sync(account);

                // Then
                assertThat(report.differences()).as(capture.toString()).isEmpty();
            }
        }
    }
}
