package prescient.trade.cutover;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import prescient.trade.exchange.StagedExchange;
import prescient.trade.testing.TradeServiceTest;

/** From files to tables and back while cycles run all the time, with orders that nobody answers in between. */
@QuarkusTest
@TestProfile(AllModes.class)
class AllModesTest extends TradeServiceTest {

    @Inject
    StagedExchange exchange;

    @Inject
    TradingFile live;

    @Test
    void noCycleFailsAndNoTradeIsMissingOrDoubled() throws Exception {
        // Given
        neighbours.reset("1000000.00");
        var stop = new AtomicBoolean();

        // When
        List<String> cycles;
        try (var threads = Executors.newSingleThreadExecutor()) {
            var running = threads.submit(cyclesUntil(stop));
            Awaitility.await()
                    .untilAsserted(() -> assertThat(post("/cutover/trades/import", "{}")
                                    .extract()
                                    .statusCode())
                            .isEqualTo(202));
            for (var mode : List.of("dual-write", "database-read", "database-only")) {
                unanswered(mode);
                step("advance", mode);
            }
            for (var mode : List.of("database-read", "dual-write", "file-only")) {
                unanswered("back-" + mode);
                step("rollback", mode);
            }
            stop.set(true);
            cycles = running.get();
        }
        exchange.heal();

        // Then
        assertThat(cycles).hasSizeGreaterThan(6);
        var expected = new TreeSet<String>();
        cycles.forEach(cycle -> expected.add("trade-" + cycle + ".1.m-" + cycle));
        for (var mode : List.of("dual-write", "database-read", "database-only")) {
            expected.add("trade-o-" + mode);
        }
        for (var mode : List.of("database-read", "dual-write", "file-only")) {
            expected.add("trade-o-back-" + mode);
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var ids = new ArrayList<String>();
            live.read(record -> ids.add(record.key()));
            assertThat(ids).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
        });
        assertThat(neighbours.fills().keySet().stream()
                        .filter(fill -> fill.contains("exit"))
                        .toList())
                .hasSameSizeAs(cycles);
        assertThat(neighbours.settlements()).isEmpty();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(neighbours.fills().keySet()).hasSize(expected.size() + cycles.size()));
        var listed = new ArrayList<String>();
        given().get("/trading/cycles?limit=1000").then().extract().<List<String>>path("items.cycle_id").stream()
                .forEach(listed::add);
        assertThat(listed).doesNotHaveDuplicates();
        assertThat(cycles.subList(Math.max(0, cycles.size() - 50), cycles.size()))
                .allMatch(listed::contains);
    }

    /** An order that stays pending over the next change of the mode. */
    private void unanswered(String name) {
        neighbours.quote("q-" + name, "0.55", "0.45");
        exchange.silence("q-" + name);
        execute(order("o-" + name, "q-" + name, "100", "0.56")).statusCode(202);
    }

    private Callable<List<String>> cyclesUntil(AtomicBoolean stop) {
        return () -> {
            var cycles = new ArrayList<String>();
            while (!stop.get()) {
                var id = "modes-" + cycles.size();
                neighbours.quote("m-" + id, "0.75", "0.25");
                neighbours.signal(id + ".1.m-" + id, "m-" + id, "buy_yes", "0.75");
                var answer = cycleWithPending(id);
                assertThat(answer).isEqualTo("completed 1");
                closeOnce("trade-" + id + ".1.m-" + id, "exit-" + id);
                cycles.add(id);
            }
            return cycles;
        };
    }

    private static String cycleWithPending(String id) {
        var answer = cycle(id).extract();
        return answer.path("status") + " " + answer.path("summary.executed");
    }

    private static void closeOnce(String trade, String order) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(close(trade, order).extract().statusCode()).isEqualTo(200));
    }

    private static void step(String verb, String mode) {
        var last = new String[] {""};
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .failFast(() -> last[0].contains("INTERNAL_ERROR"))
                .untilAsserted(() -> {
                    if (!mode.equals(get("/cutover/trades").path("mode"))) {
                        last[0] = post(
                                        "/cutover/trades/" + verb,
                                        verb.equals("advance")
                                                ? "{}"
                                                : "{\"to\":\"" + mode + "\",\"reason\":\"rehearsal\"}")
                                .extract()
                                .asString();
                    }
                    assertThat(get("/cutover/trades").<String>path("mode"))
                            .as(last[0])
                            .isEqualTo(mode);
                });
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json").body(body).post(path).then();
    }
}
