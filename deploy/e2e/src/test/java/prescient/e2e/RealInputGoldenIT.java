package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.local.Venue;

/** Recorded markets give the signals that the legacy system archived for them. */
class RealInputGoldenIT {

    private static final Instant FIRST_DAY = Instant.parse("2025-10-15T16:10:00Z");
    private static final String SECOND_DAY = "2025-10-16T09:00:00Z";

    private final Path data = Path.of(System.getProperty("prescient.shared", "../../../shared"))
            .toAbsolutePath()
            .normalize()
            .resolve("data/prescient");
    private final Path tape = data.resolve("legacy_run_v1/data/events");
    private final Path archive = data.resolve("legacy_run_v1/data/history/signals_archive_2025-10.json");

    @BeforeEach
    void onlyWithTheRecordings() {
        Assumptions.assumeTrue(Files.exists(archive), () -> archive + " is not here");
    }

    @Test
    void theCommandLineTradesTheTapeOfTwoDaysAsTheLegacySystemDid() throws Exception {
        // Given
        var folder = LiveSuite.emptyFolder("real-input-script");
        // When: two days, one after the other on the same data, as an operator would run them
        var first = up(folder, FIRST_DAY.toString(), List.of("--strategy", "most-likely"));
        var second = up(folder, SECOND_DAY, List.of("--min-conviction", "0.2", "--max-conviction", "0.6"));
        // Then
        assertThat(figures(first))
                .isEqualTo("events=7 candidates=3 markets=43 signals=37 executed=37 denied=0 cash=6300.00"
                        + " ledger_balanced=true");
        assertThat(figures(second)).contains("markets=2 signals=2", "ledger_balanced=true");
        assertThat(second.path("executed").asInt() + second.path("denied").asInt())
                .isEqualTo(2);
        // Then: what both archived is in the database for the next start
        try (var live = LiveSuite.on(
                folder, config -> config.withVenue(new Venue.Tape(tape)).withAt(Instant.parse(SECOND_DAY)))) {
            var archives = live.api().get("/trading/signal-archives?limit=10").ok();
            assertThat(archives).hasSize(2);
            thenEqualTheArchiveWhereTheTapeHasItsPrices(archives.get(1), legacy(0));
            assertThat(signals(archives.get(0))).isEqualTo(signals(legacy(1)));
            live.audit().verify();
        }
    }

    @Test
    void theMarketsTheLegacySystemSawGiveAllOfItsSignals() throws Exception {
        // Given: the recorded events as they were before two prices were moved
        var stub = data.resolve("stub_gamma_events.json");
        Assumptions.assumeTrue(Files.exists(stub), () -> stub + " is not here");
        var copy = LiveSuite.emptyFolder("real-input-tape");
        Files.copy(stub, copy.resolve("events.json"));
        try (var live = LiveSuite.start(
                "real-input-suite",
                config -> config.withVenue(new Venue.Tape(copy)).withAt(FIRST_DAY))) {
            // When
            var cycle = live.api().post("/trading/cycles", """
                            {"cycle_id":"first-day","strategy":"most-likely","filters":{"event_max_days_until_end":120}}""").ok();
            // Then
            assertThat(cycle.path("status").asText()).isEqualTo("completed");
            assertThat(figures(cycle.path("summary")))
                    .isEqualTo("events=7 candidates=3 markets=43 signals=37 executed=37 denied=0 cash=6300.00"
                            + " ledger_balanced=true");
            var archived =
                    live.api().get("/trading/signal-archives?limit=1").ok().get(0);
            assertThat(signals(archived)).hasSize(37).isEqualTo(signals(legacy(0)));
            live.audit().verify();
        }
    }

    /** Where the tape shows other prices than the archive has, the signal follows the rule for the tape's prices. */
    private void thenEqualTheArchiveWhereTheTapeHasItsPrices(JsonNode ours, JsonNode legacy) throws IOException {
        var taped = tapedPrices();
        var mine = byMarket(ours);
        var theirs = byMarket(legacy);
        assertThat(mine.keySet()).isEqualTo(theirs.keySet());
        var equal = 0;
        for (var market : theirs.keySet()) {
            var archived = theirs.get(market);
            var prices = taped.get(market);
            if (same(prices.get(0), archived.path("yes_price")) && same(prices.get(1), archived.path("no_price"))) {
                assertThat(compared(mine.get(market))).isEqualTo(compared(archived));
                equal++;
            } else {
                var rule = LegacyRule.of(prices.get(0), prices.get(1));
                assertThat(compared(mine.get(market)))
                        .isEqualTo(new Compared(
                                market,
                                rule.action(),
                                rule.price().stripTrailingZeros(),
                                archived.path("amount").decimalValue().stripTrailingZeros(),
                                rule.confidence().stripTrailingZeros(),
                                rule.reason()));
            }
        }
        assertThat(equal).as("signals that could be compared with the archive").isGreaterThan(theirs.size() / 2);
    }

    private static boolean same(BigDecimal price, JsonNode archived) {
        return price.compareTo(archived.decimalValue()) == 0;
    }

    /** Yes and no price of every market on the tape, read without the simulator. */
    private Map<String, List<BigDecimal>> tapedPrices() throws IOException {
        var prices = new HashMap<String, List<BigDecimal>>();
        var events = Api.JSON.readTree(Files.readString(tape.resolve("raw_events_backup.json")));
        for (var market : events.findParents("outcomePrices")) {
            var outcomes = market.path("outcomePrices");
            try {
                var two = new ArrayList<BigDecimal>();
                for (var price : outcomes.isTextual() ? Api.JSON.readTree(outcomes.asText()) : outcomes) {
                    two.add(new BigDecimal(price.asText()));
                }
                prices.put(market.path("id").asText(), two);
            } catch (JsonProcessingException | NumberFormatException malformed) {
                // The recording has some on purpose; no signal comes from them.
                prices.put(market.path("id").asText(), List.of());
            }
        }
        return prices;
    }

    /** What has to be equal, numbers without trailing zeros. */
    private record Compared(
            String market, String action, BigDecimal price, BigDecimal amount, BigDecimal confidence, String reason) {}

    private static Compared compared(JsonNode signal) {
        return new Compared(
                signal.path("market_id").asText(),
                signal.path("action").asText(),
                signal.path("target_price").decimalValue().stripTrailingZeros(),
                signal.path("amount").decimalValue().stripTrailingZeros(),
                signal.path("confidence").decimalValue().stripTrailingZeros(),
                signal.path("reason").asText());
    }

    private static List<Compared> signals(JsonNode archive) {
        var signals = new ArrayList<Compared>();
        archive.path("signals").forEach(signal -> signals.add(compared(signal)));
        return signals;
    }

    private static Map<String, JsonNode> byMarket(JsonNode archive) {
        var markets = new HashMap<String, JsonNode>();
        archive.path("signals")
                .forEach(signal -> markets.put(signal.path("market_id").asText(), signal));
        return markets;
    }

    private JsonNode legacy(int entry) throws IOException {
        return Api.JSON.readTree(Files.readString(archive)).get(entry);
    }

    private static String figures(JsonNode summary) {
        var text = new ArrayList<String>();
        for (var key : List.of(
                "events", "candidates", "markets", "signals", "executed", "denied", "cash", "ledger_balanced")) {
            text.add(key + "=" + summary.path(key).asText());
        }
        return String.join(" ", text);
    }

    /** {@code ./prescient up --once} on the tape; its standard output as JSON. */
    private JsonNode up(Path folder, String at, List<String> more) throws IOException, InterruptedException {
        LiveSuite.requireJars();
        var command = new ArrayList<String>();
        command.add(LiveSuite.root().resolve("prescient").toString());
        command.addAll(List.of("up", "--once", "--data", folder.toString(), "--tape", tape.toString()));
        command.addAll(List.of("--at", at, "--event-max-days", "120"));
        command.addAll(more);
        var output = Files.createTempFile(folder, "summary", ".json");
        var builder = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(Redirect.INHERIT)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        // The build that runs this test has packaged everything; a build inside it would write over its output.
        builder.environment().put("PRESCIENT_NO_BUILD", "true");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES))
                    .as("./prescient up --once ends")
                    .isTrue();
            var text = Files.readString(output);
            assertThat(process.exitValue())
                    .as("exit code of ./prescient up --once: " + text)
                    .isZero();
            return Api.JSON.readTree(text);
        } finally {
            process.destroy();
        }
    }
}
