package prescient.trade.desk;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import prescient.json.JsonSettings;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.testing.PostgresServer;
import prescient.trade.desk.ChangeDesk.Cause;
import prescient.trade.desk.TradeView.FillView;
import prescient.trade.desk.TradeView.OrderView;
import prescient.trade.notification.NotificationRig;
import prescient.trade.stop.StopDesk;
import prescient.trade.stop.StopRig;
import prescient.trade.venue.Side;
import prescient.trade.venue.TimeInForce;
import prescient.trade.venue.Venue;

/**
 * The desk without a container: real tables in a database of its own, a clock that a test moves, and a venue that it
 * tells what to do. {@link #restart} forgets what the process knew, as a crash does.
 */
public final class DeskRig {

    public static final Instant START = Instant.parse("2026-03-02T16:30:00Z");
    public static final Instant CLOSE = Instant.parse("2026-03-02T17:00:00Z");
    static final Duration PATIENCE = Duration.ofSeconds(10);
    public static final ObjectMapper JSON = JsonSettings.mapper();

    private static final String NAME = "desk_test";

    public final Clock clock = new Clock();
    public final FakeVenue venue = new FakeVenue(clock);
    final Told supervisor = new Told();
    public final List<MessageHandler> handlers = new ArrayList<>(List.of(supervisor));
    DeskTable table = new DeskTable(pool(), JSON, NotificationRig.table(pool()));
    MessageTable messages = new MessageTable(pool(), JSON);
    ViewTable views = new ViewTable(pool(), JSON);
    LedgerTable ledger = new LedgerTable(pool());
    public final StopDesk stops = StopRig.stops(pool());
    ManagerDesk manager;
    DriveDesk drive;
    FeedDesk feeds;

    private DeskExchange exchange;
    private final Venue market;
    private final InstantSource time;

    public DeskRig() {
        this(null, null);
    }

    /** The desk on another venue, by another clock; both null for the rig's own. */
    public DeskRig(Venue otherVenue, InstantSource otherClock) {
        market = otherVenue == null ? venue : otherVenue;
        time = otherClock == null ? clock : otherClock;
        empty();
        restart();
    }

    /** A clock that stands until it is moved. */
    public static final class Clock implements InstantSource {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        public void pass(Duration time) {
            now = now.plus(time);
        }

        public void set(Instant to) {
            now = to;
        }
    }

    /** A supervisor that remembers what it was told. */
    final class Told implements MessageHandler {
        final List<DeskMessage> heard = new ArrayList<>();
        RuntimeException poison;
        String poisoned = "";

        @Override
        public Role recipient() {
            return Role.SUPERVISOR;
        }

        @Override
        public void handle(DeskMessage message) {
            if (poison != null && message.tradeId().equals(poisoned)) {
                throw poison;
            }
            messages.handled(message, time.instant()).await().atMost(PATIENCE);
            heard.add(message);
        }
    }

    private record Settings() implements DeskConfig {
        @Override
        public String environment() {
            return "simulation";
        }

        @Override
        public Duration askTimeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration poll() {
            return Duration.ofSeconds(2);
        }

        @Override
        public Duration openPatience() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Duration longestPause() {
            return Duration.ofSeconds(30);
        }

        @Override
        public int batch() {
            return 500;
        }

        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public int page() {
            return 7;
        }

        @Override
        public int messageAttempts() {
            return 3;
        }

        @Override
        public Duration keepMessages() {
            return Duration.ofDays(90);
        }
    }

    /** The process begins anew with what is stored. */
    public void restart() {
        var config = new Settings();
        exchange = new DeskExchange(List.of(market), config, time);
        var changes = new ChangeDesk(table, JSON, time);
        manager = new ManagerDesk(table, messages, changes, exchange, stops, config, JSON, time);
        var all = new ArrayList<>(handlers);
        all.add(manager);
        var deliverer = new MessageDesk(messages, all, manager.life().limits(), config, time);
        feeds = new FeedDesk(new FeedTable(pool()), table, changes, messages, manager, exchange, config, time);
        drive = new DriveDesk(table, manager, deliverer, feeds, exchange, config, null, time);
    }

    /** Forgets old messages; answers how many. */
    int forget() {
        return new ForgetJob(messages, new Settings(), null, time).forget();
    }

    DeskExchange exchange() {
        return exchange;
    }

    /** Terms of a usual trade: 10 YES for at most 0.60. */
    public static TradeTerms terms(String id, String ticker, Side side) {
        return terms(id, ticker, side, "10", "0.60", TimeInForce.IMMEDIATE_OR_CANCEL, CLOSE);
    }

    public static TradeTerms terms(
            String id, String ticker, Side side, String count, String limit, TimeInForce kind, Instant close) {
        return new TradeTerms(
                id,
                null,
                null,
                ticker,
                side,
                new Quantity(new BigDecimal(count)),
                Price.of(limit),
                kind,
                close,
                "BTC",
                "Hourly HTC",
                null,
                new BigDecimal("118750"),
                new BigDecimal("97.5"),
                null,
                null,
                null);
    }

    /** Asks for a trade and has its order sent and its fills read. */
    public DeskTrade opened(TradeTerms terms) {
        manager.open(terms);
        drive.round();
        return trade(terms.tradeId());
    }

    public void wish(String tradeId) {
        wish(tradeId, "close", "{\"method\": \"manual\"}");
    }

    void wish(String tradeId, String id, String payload) {
        try {
            messages.send(new Note(
                            tradeId + ":" + id,
                            "trace",
                            tradeId,
                            Role.CALLER,
                            Role.MANAGER,
                            "close",
                            JSON.readTree(payload),
                            time.instant(),
                            false,
                            null))
                    .await()
                    .atMost(PATIENCE);
        } catch (java.io.IOException wrong) {
            throw new IllegalArgumentException(payload, wrong);
        }
    }

    /** One round of the job. */
    public void round() {
        drive.round();
    }

    /** What the desk's books have of this account, over all trades, dollars. */
    public BigDecimal booked(String ledgerAccount) throws SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT coalesce(sum(amount), 0) FROM trade.desk_ledger_entries"
                        + " WHERE ledger_account = '" + ledgerAccount + "'")) {
            rows.next();
            return rows.getBigDecimal(1);
        }
    }

    /** The books contradict neither themselves nor the trades. */
    public boolean booksAreRight() {
        return got(ledger.check()).right();
    }

    /** Rounds of the job, a second apart. */
    public void rounds(int count) {
        for (int i = 0; i < count; i++) {
            drive.round();
            clock.pass(Duration.ofSeconds(1));
        }
    }

    DeskTrade trade(String id) {
        return got(table.find(id)).orElseThrow();
    }

    public TradeView view(String id) {
        return got(views.find(id)).orElseThrow();
    }

    public List<OrderView> orders(String id) {
        return got(views.orders(id));
    }

    List<FillView> fills(String id) {
        return got(views.fills(id));
    }

    public String status(String id) {
        return trade(id).state().wire();
    }

    /** A change of the trade from outside of the usual flow. */
    void change(String id, ChangeDesk.Work work) {
        new ChangeDesk(table, JSON, clock).change(id, Cause.NONE, work);
    }

    public static <T> T got(Uni<T> answer) {
        return answer.await().atMost(PATIENCE);
    }

    private static final class Holder {
        static final Pool POOL = create();
    }

    public static Pool pool() {
        return Holder.POOL;
    }

    public static Connection superuser() throws SQLException {
        var server = PostgresServer.shared();
        return DriverManager.getConnection(url(server), server.superuser(), server.superuserPassword());
    }

    private static void empty() {
        pool();
        try (var connection = superuser();
                var statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            for (var table : List.of(
                    "active_trades",
                    "desk_ledger_entries",
                    "desk_ledger_transactions",
                    "desk_messages",
                    "desk_fills",
                    "desk_orders",
                    "desk_trades",
                    "desk_settlements",
                    "desk_cursors",
                    "kill_switch_orders",
                    "notification_deliveries",
                    "notifications")) {
                statement.execute("DELETE FROM trade." + table);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String url(PostgresServer server) {
        return "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), NAME);
    }

    private static Pool create() {
        var server = PostgresServer.shared();
        try (var connection = server.connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + NAME);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        try (var connection = superuser();
                var statement = connection.createStatement();
                var script = DeskRig.class.getResourceAsStream("/db/bootstrap.sql")) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        Flyway.configure()
                .dataSource(url(server), "prescient_trade_owner", PostgresServer.PASSWORD)
                .defaultSchema("trade")
                .locations("db/migration/common", "db/migration/trade")
                .load()
                .migrate();
        var options = new PgConnectOptions()
                .setHost(server.host())
                .setPort(server.port())
                .setDatabase(NAME)
                .setUser("prescient_trade")
                .setPassword(PostgresServer.PASSWORD);
        return Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(8))
                .connectingTo(options)
                .using(Vertx.vertx().getDelegate())
                .build());
    }
}
