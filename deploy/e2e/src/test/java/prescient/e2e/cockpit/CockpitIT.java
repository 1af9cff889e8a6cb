package prescient.e2e.cockpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import prescient.bench.browser.Chromium;
import prescient.e2e.LiveSuite;
import prescient.local.ServiceName;
import prescient.local.Venue;

/**
 * Every page of the cockpit on a running suite, on a desktop and on a phone. Skipped where there is no Chromium;
 * pictures of all pages are kept in {@code target/cockpit}, and {@code -Dprescient.pictures=write} makes those of the
 * tutorial anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CockpitIT {

    /** What a person takes for at once. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration RESTART = Duration.ofSeconds(90);

    private final Map<String, Walk> walks = new LinkedHashMap<>();
    private LiveSuite live;
    private Chromium chromium;

    @BeforeAll
    void start() throws Exception {
        var program = Chromium.installed();
        assumeTrue(program.isPresent(), "no Chromium is installed; PRESCIENT_CHROMIUM may name one");
        live = LiveSuite.start("cockpit", config -> config.withVenue(new Venue.Simulated(2, 60, 240)));
        // Small trades, so that there is cash for more.
        live.api().post("/trading/cycles", """
                {"cycle_id":"cockpit","portfolio_id":1,"strategy":"most-likely","parameters":{"trade_amount":10}}""").ok();
        chromium = Chromium.start(program.get());
        walks.put("overview", new OverviewWalk());
        walks.put("trades", new TradesWalk());
        walks.put("signals", new SignalsWalk());
        walks.put("markets", new MarketsWalk());
        walks.put("forecasts", new ForecastsWalk());
        walks.put("backtests", new BacktestsWalk(live.suite().folder()));
        walks.put("analytics", new AnalyticsWalk());
        walks.put("cutover", new CutoverWalk());
        walks.put("operations", new OperationsWalk());
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (live != null) {
            live.close();
        }
    }

    Stream<Arguments> pages() {
        return Stream.of(Device.values())
                .flatMap(device -> walks.keySet().stream().map(page -> Arguments.of(device, page)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageShowsWhatTheApiSaysAndHasNoFlaw(Device device, String name) throws Exception {
        // Given
        try (var screen = signedIn(device, "operator")) {
            // When
            walks.get(name).on(screen, live.api());
            // Then
            screen.picture(name);
            screen.requireFlawless();
        }
    }

    @Test
    void aViewerIsOfferedNothingThatTheServicesWouldRefuseHim() throws Exception {
        // Given what each page offers to whoever may do everything
        var trade = live.api()
                .get("/portfolios/1/positions?status=open&limit=1")
                .ok()
                .at("/items/0/trade_id")
                .asText();
        var pages = List.of("#/operations", "#/backtests", "#/forecasts", "#/cutover/trades", "#/trades/" + trade);
        try (var operator = signedIn(Device.DESKTOP, "operator");
                var viewer = signedIn(Device.DESKTOP, "viewer")) {
            for (var page : pages) {
                // When
                operator.open(page);
                viewer.open(page);
                // Then
                var held = new ArrayList<>(operator.buttons());
                held.removeAll(viewer.buttons());
                assertThat(held).as(page).isNotEmpty();
                viewer.requireFlawless();
            }
        }
        try (var api = live.as("viewer")) {
            for (var route : List.of(
                    "/kill-switch",
                    "/backtests",
                    "/trading/cycles",
                    "/forecast/cycles",
                    "/cutover/trades/freeze",
                    "/trades/" + trade + "/close")) {
                assertThat(api.post(route, "{}").status()).as(route).isEqualTo(403);
            }
        }
    }

    @Test
    void aPageThatCannotBeFetchedSaysSoAndIsFetchedAgain() {
        // Given
        var script = Pattern.compile(".*/markets-[^/]*\\.js");
        try (var screen = signedIn(Device.DESKTOP, "viewer")) {
            screen.page().route(script, Route::abort);
            // When
            screen.open("#/markets");
            // Then
            assertThat(screen.text("[role=alert]")).contains("cannot be fetched");
            screen.page().unroute(script);
            screen.page().getByText("Try again").click();
            screen.page().locator("p-markets").waitFor();
            screen.settle();
            assertThat(screen.page().locator("[role=alert]").count()).isZero();
        }
    }

    @Test
    void whoHasNoTokenSeesNothingAndIsToldHowToGetOne() {
        // Given
        try (var screen = screen(Device.PHONE)) {
            // When
            screen.openSignedOut();
            screen.page().getByLabel("Token").fill("no token");
            screen.page().locator("button").click();
            // Then
            assertThat(screen.text("[role=alert]")).contains("./prescient token");
            assertThat(screen.page().locator("nav").count()).isZero();
            screen.picture("signin");
            screen.requireFlawless();
        }
    }

    @Test
    void aTradeMadeWhileThePageIsOpenAppearsWithinTwoSeconds() throws Exception {
        // Given
        try (var screen = signedIn(Device.DESKTOP, "viewer")) {
            screen.open("#/overview");
            becomes(screen, SOON, "header [role=status]", "Live");
            var before = openPositions();
            becomes(screen, SOON, "#open-positions", Integer.toString(before));
            // When
            trade("while-open");
            // Then
            becomes(screen, AT_ONCE, "#open-positions", Integer.toString(before + 1));
            screen.requireFlawless();
        }
    }

    @Test
    void thePageGoesOnByItselfAfterItsServiceWasKilled() throws Exception {
        // Given
        try (var screen = signedIn(Device.PHONE, "viewer")) {
            screen.open("#/overview");
            becomes(screen, SOON, "header [role=status]", "Live");
            var before = openPositions();
            // When
            live.suite().kill(ServiceName.TRADE);
            // Then
            becomes(screen, SOON, "header [role=status]", "Reconnecting");
            becomes(screen, RESTART, "header [role=status]", "Live");
            trade("after-restart");
            becomes(screen, AT_ONCE, "#open-positions", Integer.toString(before + 1));
        }
    }

    private static void becomes(Screen screen, Duration patience, String selector, String text) {
        Awaitility.await(selector + " is " + text)
                .pollInterval(Duration.ofMillis(50))
                .atMost(patience)
                .untilAsserted(() -> assertThat(screen.text(selector)).isEqualTo(text));
    }

    private int openPositions() throws Exception {
        return live.api()
                .get("/paper-trading/portfolio?limit=1")
                .ok()
                .at("/summary/open_positions")
                .asInt();
    }

    /** Buys a market that the portfolio does not hold. */
    private void trade(String order) throws Exception {
        for (var market : live.api().get("/markets?limit=1000").ok().path("items")) {
            var isOpen = market.path("accepting_orders").asBoolean()
                    && !market.path("closed").asBoolean();
            var answer = isOpen
                    ? live.api().post("/paper-trading/execute", """
                            {"portfolio_id":1,"order":{"order_id":"%s-%s","market_id":"%s","action":"buy_yes",
                             "amount":1.00,"price":1}}""".formatted(
                                    order,
                                    market.path("market_id").asText(),
                                    market.path("market_id").asText()))
                    : null;
            if (answer != null && answer.status() == 200) {
                return;
            }
        }
        throw new AssertionError("no market can be bought");
    }

    private Screen signedIn(Device device, String role) {
        var screen = screen(device);
        screen.signIn(live.suite().tokens().read(role));
        return screen;
    }

    private Screen screen(Device device) {
        return new Screen(chromium.profile(device.profile()), live.suite().gatewayUrl(), device);
    }
}
