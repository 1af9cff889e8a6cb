package prescient.trade.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.StrictLog;
import prescient.trade.kalshi.KalshiClient;
import prescient.trade.kalshi.KalshiForTests;
import prescient.trade.testing.AccountDatabase;
import prescient.venuesim.VenueSim;
import prescient.venuesim.VenueSimConfig;

/** The copy of the simulator's account: whole in spite of faults, and led by the socket. */
class AccountSimulatorTest {

    private static final Instant NOON = Instant.parse("2025-10-15T16:10:00Z");

    @RegisterExtension
    final StrictLog log = new StrictLog();

    private final VenueSim venue =
            VenueSim.start(VenueSimConfig.generated(() -> NOON).withSeed(11).withSpeed(1));
    private final HttpClient http = HttpClient.newHttpClient();
    private AccountRig rig;
    private KalshiClient account;

    @BeforeEach
    void start() {
        rig = new AccountRig();
        account = KalshiForTests.client("simulation", venue.url() + "/kalshi", 40, () -> NOON);
    }

    @AfterEach
    void stop() {
        account.close();
        rig.close();
        http.close();
        venue.close();
    }

    private String send(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(venue.url() + path))
                .header("KALSHI-ACCESS-KEY", "k")
                .header("KALSHI-ACCESS-TIMESTAMP", "1")
                .header("KALSHI-ACCESS-SIGNATURE", "s")
                .method(method, BodyPublishers.ofString(body));
        return http.send(request.build(), BodyHandlers.ofString()).body();
    }

    private void buy(String id) throws IOException, InterruptedException {
        var event = send("GET", "/kalshi/trade-api/v2/events/KXBTCD-25OCT1513", "");
        // The lowest strike is nearly certain, and somebody always sells it below a dollar.
        var ticker = event.replaceAll("(?s).*?\"ticker\":\"(KXBTCD-25OCT1513-T[^\"]+)\".*", "$1");
        var answer = send("POST", "/kalshi/trade-api/v2/portfolio/events/orders", """
                {"ticker":"%s","client_order_id":"%s","side":"bid","count":"1.00","price":"0.0100",
                 "time_in_force":"good_till_canceled","self_trade_prevention_type":"taker_at_cross"}
                """.formatted(ticker, id));
        assertThat(answer).contains("order_id");
    }

    private void fault(String fault) throws IOException, InterruptedException {
        assertThat(send("POST", "/sim/faults", fault)).contains("faults");
    }

    private static String figures() {
        return AccountDatabase.one("SELECT count(*) FROM trade.account_fills") + " "
                + AccountDatabase.one("SELECT count(*) FROM trade.account_orders") + " "
                + AccountDatabase.one("SELECT count(*) FROM trade.account_settlements") + " "
                + AccountDatabase.one("SELECT sum(revenue) FROM trade.account_settlements");
    }

    @Test
    void theCopyIsTheSameWhateverHappensToItsPages() throws Exception {
        // Given
        assertThat(rig.sync(account).isComplete()).isTrue();
        var whole = figures();
        assertThat(Long.parseLong(whole.split(" ", -1)[0])).isGreaterThan(100);
        AccountDatabase.empty();
        for (var kind :
                new String[] {"http_429", "http_500", "cut_body", "invalid_json", "duplicate_page", "reorder_page"}) {
            fault("{\"kind\":\"%s\",\"path\":\"/kalshi/\",\"probability\":0.15}".formatted(kind));
        }

        // When
        int looks = 0;
        while (!rig.sync(account).isComplete()) {
            rig.restart();
            assertThat(++looks).isLessThan(200);
        }
        send("DELETE", "/sim/faults", "");
        var report = rig.sync(account);

        // Then
        assertThat(figures()).isEqualTo(whole);
        assertThat(report.differences()).isEmpty();
    }

    @Test
    void theArchiveBringsWhatTheLiveListsNoLongerHave() {
        // Given
        rig.sync(account);
        var live = Long.parseLong(AccountDatabase.one("SELECT count(*) FROM trade.account_fills"));
        rig.history().begin("simulation");

        // When
        var read = rig.history().goOn(account);

        // Then
        assertThat(read).allSatisfy(list -> assertThat(list.problem()).isNull());
        assertThat(Long.parseLong(AccountDatabase.one("SELECT count(*) FROM trade.account_fills")))
                .isEqualTo(live + read.getFirst().changed())
                .isGreaterThan(live);
        assertThat(AccountDatabase.one("SELECT count(*) FROM trade.account_fills f WHERE NOT EXISTS (SELECT FROM"
                        + " trade.account_orders o WHERE o.order_id = f.order_id)"))
                .isEqualTo("0");
    }

    @Test
    void theSocketSaysWhenToLookAndComesBackAfterALoss() throws Exception {
        // Given
        try (var socket = new AccountSocketClient(
                AccountDatabase.vertx(),
                account,
                new AccountRig.Config(true, Duration.ofSeconds(2)),
                rig.meters(),
                () -> NOON,
                new SplittableRandom(1))) {
            socket.start();
            var seen = EnumSet.noneOf(Part.class);
            Awaitility.await().until(() -> seen.addAll(socket.look()) && seen.size() == Part.values().length);
            seen.clear();

            // When
            Awaitility.await().until(() -> {
                buy("c" + System.nanoTime());
                return seen.addAll(socket.look());
            });

            // Then
            assertThat(seen).contains(Part.ORDERS, Part.BALANCE).doesNotContain(Part.SETTLEMENTS);
            fault("{\"kind\":\"cut_socket\",\"path\":\"/kalshi/\",\"count\":1}");
            seen.clear();
            Awaitility.await().until(() -> {
                buy("d" + System.nanoTime());
                seen.addAll(socket.look());
                return seen.contains(Part.SETTLEMENTS);
            });
            assertThat(rig.registry
                            .get("prescient.account.socket")
                            .tag("environment", "simulation")
                            .tag("event", "lost")
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }
}
