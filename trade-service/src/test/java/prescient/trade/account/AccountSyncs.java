package prescient.trade.account;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.StrictLog;
import prescient.trade.account.SyncReport.Walked;
import prescient.trade.kalshi.KalshiClient;

/** A copy of an account at a venue that a test fills, and rows as that venue tells them. */
abstract class AccountSyncs {

    static final Instant NOON = Instant.parse("2025-07-28T12:00:00Z");

    @RegisterExtension
    final StrictLog log = new StrictLog();

    AccountRig rig;
    KalshiClient account;

    @BeforeEach
    void start() {
        rig = new AccountRig();
        account = rig.account("demo", 50);
    }

    @AfterEach
    void stop() {
        account.close();
        rig.close();
    }

    static String fill(int number) {
        return fill("f" + number, "o" + number, "KX-A", "yes", 1, 40, NOON.plusSeconds(number));
    }

    static String fill(String id, String order, String ticker, String side, int count, int yes, Instant at) {
        return """
               {"trade_id":"%s","order_id":"%s","ticker":"%s","side":"%s","action":"buy","count":%d,"yes_price":%d,
                "no_price":%d,"is_taker":true,"created_time":"%s"}
               """.formatted(id, order, ticker, side, count, yes, 100 - yes, at);
    }

    static String[] fillsNewestFirst(int from, int to) {
        return IntStream.iterate(to, n -> n >= from, n -> n - 1)
                .mapToObj(AccountSyncs::fill)
                .toArray(String[]::new);
    }

    static String order(String id, String status, int filled, Instant created, Instant updated) {
        return """
               {"order_id":"%s","client_order_id":"c-%s","ticker":"KX-A","status":"%s","side":"yes","action":"buy",
                "yes_price":40,"no_price":60,"initial_count":10,"fill_count":%d,"remaining_count":%d,"taker_fees":2,
                "created_time":"%s","last_update_time":"%s"}
               """.formatted(id, id, status, filled, 10 - filled, created, updated);
    }

    static String settlement(String ticker, Instant at, int revenue) {
        return """
               {"ticker":"%s","market_result":"yes","yes_count":1,"yes_total_cost":40,"no_count":0,"no_total_cost":0,
                "revenue":%d,"settled_time":"%s"}
               """.formatted(ticker, revenue, at);
    }

    static Walked of(SyncReport report, Part part) {
        return report.lists().stream()
                .filter(walked -> walked.list() == part)
                .findFirst()
                .orElseThrow();
    }
}
