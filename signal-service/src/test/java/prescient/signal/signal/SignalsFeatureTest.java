package prescient.signal.signal;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.cutover.Mode;
import prescient.signal.FilesAndTables;
import prescient.signal.ServiceTest;
import prescient.testing.TrailRecorder;

/** Signals on their way between the files and the tables. The mode is dual-write. */
@QuarkusTest
@TestProfile(FilesAndTables.class)
class SignalsFeatureTest extends ServiceTest {

    private static final AtomicInteger RUNS = new AtomicInteger();

    @RegisterExtension
    final TrailRecorder trail = new TrailRecorder();

    @Inject
    SignalsFeature feature;

    @TempDir
    Path folder;

    private String run;

    /** The tables have followed, so that nothing of this run arrives in the middle of a test. */
    @BeforeEach
    void oneRun() {
        run = "dual-" + RUNS.incrementAndGet();
        answer(200, found(market("1", "0.6", "0.4"), market("2", "0.9", "0.1")));
        post("/signals/generate", "{\"run_id\":\"" + run + "\"}").statusCode(200);
        Awaitility.await().untilAsserted(() -> {
            assertThat(records(feature.database())).isEqualTo(records(feature.file()));
            assertThat(cutovers.of(SignalsFeature.NAME).unrepaired()).isFalse();
        });
    }

    @Test
    void aSignalThatEndsLeavesALineThatNamesItsTrade() {
        // Given
        claim("a", 1);

        // When
        executed(run + ".1.2", "trade-x");

        // Then
        assertThat(trail.lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsEntry("message", "signal ended")
                        .containsEntry("signalId", run + ".1.2")
                        .containsEntry("tradeId", "trade-x")
                        .containsEntry("status", "executed"));
    }

    @Test
    void whatTheFilesHoldFollowsIntoTheDatabase() {
        // When
        claim("a", 1);
        executed(run + ".1.2", "trade-x");

        // Then
        Awaitility.await()
                .untilAsserted(() -> assertThat(read(
                                "SELECT concat_ws(' ', signal_id, status, trade_id, claimed_by) FROM trading_signals"
                                        + " WHERE run_id = '" + run + "' ORDER BY run_position"))
                        .containsExactly(run + ".1.2 executed trade-x a", run + ".1.1 generated"));
        Awaitility.await()
                .untilAsserted(() -> assertThat(records(feature.database())).isEqualTo(records(feature.file())));
    }

    @Test
    void anEmptyRunOfAnOutageIsTheCurrentOneAfterwards() throws Exception {
        // Given
        execute("prescient_signal_owner", "ALTER TABLE trading_signals RENAME TO trading_signals_away");
        try {
            answer(200, found());
            post("/signals/generate", "{\"run_id\":\"" + run + "-empty\"}").statusCode(200);
            // When
            Awaitility.await().until(() -> cutovers.of(SignalsFeature.NAME).unrepaired());
        } finally {
            execute("prescient_signal_owner", "ALTER TABLE trading_signals_away RENAME TO trading_signals");
        }

        // Then
        assertThat(records(feature.file())).isEmpty();
        Awaitility.await()
                .untilAsserted(() -> assertThat(records(feature.database())).isEmpty());
        assertThat(read("SELECT status FROM trading_signals WHERE run_id = '" + run + "'"))
                .containsOnly("expired");
    }

    @Test
    void signalsOfEveryRunFollowAfterAnOutage() throws Exception {
        // Given
        var runs = new ArrayList<String>();
        execute("prescient_signal_owner", "ALTER TABLE trading_signals RENAME TO trading_signals_away");
        try {
            for (int i = 0; i < 3; i++) {
                var next = run + "-away-" + i;
                runs.add(next);
                post("/signals/generate", "{\"run_id\":\"" + next + "\"}").statusCode(200);
                claim(next, 2);
                executed(next + ".1.2", "trade-" + next);
            }
        } finally {
            execute("prescient_signal_owner", "ALTER TABLE trading_signals_away RENAME TO trading_signals");
        }

        // When
        post("/signals/generate", "{\"run_id\":\"" + run + "-after\"}").statusCode(200);

        // Then
        for (var away : runs) {
            Awaitility.await()
                    .untilAsserted(() -> assertThat(
                                    read("SELECT concat_ws(' ', signal_id, status, trade_id) FROM trading_signals"
                                            + " WHERE run_id = '" + away + "' ORDER BY run_position"))
                            .containsExactly(away + ".1.2 executed trade-" + away, away + ".1.1 expired"));
        }
        Awaitility.await().untilAsserted(() -> assertThat(feature.owed()).isZero());
        assertThat(feature.forgotten()).isZero();
        assertThat(records(feature.database())).isEqualTo(records(feature.file()));
    }

    @Test
    void anEmptyRunEmptiesTheDatabasesViewOfTheFile() {
        // When
        answer(200, found());
        post("/signals/generate", "{\"run_id\":\"" + run + "-empty\"}").statusCode(200);

        // Then
        assertThat(records(feature.file())).isEmpty();
        Awaitility.await()
                .untilAsserted(() -> assertThat(records(feature.database())).isEmpty());
    }

    @Test
    void theDatabaseTakesOverRunsClaimsAndOutcomes() throws Exception {
        // Given
        claim("a", 1);
        var before = get("/signals?limit=2").asString();
        execute("prescient_signal_owner", "TRUNCATE trading_signals, signal_runs");
        execute(
                "prescient_signal",
                "INSERT INTO trading_signals (signal_id, run_id, portfolio_id, strategy, run_position, timestamp,"
                        + " market_id, market_question, action, target_price, amount, confidence, yes_price, no_price)"
                        + " VALUES ('stale', 'stale', 1, 'most-likely', 1, '2025-10-15T16:10:00Z', '7', '?', 'buy_yes',"
                        + " 0.9, 100, 0.4, 0.9, 0.1)");

        // When
        feature.handOver(Mode.DUAL_WRITE, Mode.DATABASE_READ);
        feature.handOver(Mode.DUAL_WRITE, Mode.DATABASE_READ);

        // Then
        assertThat(read("SELECT concat_ws(' ', signal_id, status, claimed_by) FROM trading_signals"
                        + " WHERE status IN ('generated', 'claimed') ORDER BY status"))
                .containsExactly(run + ".1.2 claimed a", run + ".1.1 generated");
        assertThat(read("SELECT result->>'signals' FROM signal_runs WHERE run_id = '" + run + "'"))
                .containsExactly("2");
        assertThat(records(feature.database())).isEqualTo(records(feature.file()));
        assertThat(before).contains("\"claimed_by\":\"a\"");
    }

    @Test
    void theFilesTakeOverRunsClaimsAndOutcomes() throws Exception {
        // Given
        claim("a", 1);
        feature.handOver(Mode.DUAL_WRITE, Mode.DATABASE_READ);
        execute(
                "prescient_signal",
                "UPDATE trading_signals SET status = 'executed', executed = true, executed_at = '2025-10-15T16:11:00Z',"
                        + " outcome_at = '2025-10-15T16:11:00Z', trade_id = 't', claimed_until = NULL"
                        + " WHERE signal_id = '" + run + ".1.2'");

        // When
        feature.handOver(Mode.DATABASE_READ, Mode.DUAL_WRITE);

        // Then
        get("/signals?run_id=" + run)
                .then()
                .body("items.status", contains("generated", "executed"))
                .body("items.trade_id", contains(null, "t"));
        post("/signals/generate", "{\"run_id\":\"" + run + "\"}")
                .statusCode(200)
                .body("signals", equalTo(2));
        assertThat(claim("b", 500)).containsExactly(run + ".1.1");
        Awaitility.await()
                .untilAsserted(() -> assertThat(records(feature.database())).isEqualTo(records(feature.file())));
    }

    @Test
    void theSwitchesOfStrategiesMoveAlong() throws Exception {
        // Given, once the job has written the release's strategies
        Awaitility.await()
                .until(() -> read("SELECT name FROM strategies WHERE name = 'momentum'")
                        .contains("momentum"));
        patch("/strategies/momentum", "{\"enabled\":false}").statusCode(200);

        // When
        feature.handOver(Mode.DUAL_WRITE, Mode.DATABASE_READ);

        // Then
        assertThat(read("SELECT name FROM strategies WHERE NOT enabled")).containsExactly("momentum");
        execute("prescient_signal_owner", "UPDATE strategies SET enabled = true");
        feature.handOver(Mode.DATABASE_READ, Mode.DUAL_WRITE);
        get("/strategies").then().body("items.enabled", contains(true, true));
    }

    @Test
    void anImportTwiceChangesNothingAndLeavesNothingOpenThatWasTraded() throws Exception {
        // Given
        var trades = Files.createDirectories(folder.resolve("trades"));
        Files.writeString(trades.resolve("current_signals.json"), """
                [
                  {
                    "timestamp": "2025-10-15T16:09:00",
                    "market_id": "1",
                    "market_question": "?",
                    "action": "buy_yes",
                    "target_price": 0.9,
                    "amount": 100,
                    "confidence": 0.4,
                    "reason": null,
                    "yes_price": 0.9,
                    "no_price": 0.1,
                    "market_liquidity": 1e-05,
                    "market_volume": null
                  }
                ]""");
        Files.writeString(trades.resolve("paper_trades.json"), """
                [{"trade_id": "old", "timestamp": "2025-10-15T16:09:01", "market_id": "1", "action": "buy_yes",
                "entry_price": 0.9}]""");
        var imported = records(feature.file(new LegacyFolder(folder, ZoneOffset.UTC)));

        // When
        feature.database().write(imported);
        feature.database().write(imported);

        // Then
        assertThat(imported).extracting(feature::defect).containsExactly((String) null);
        assertThat(records(feature.database())).isEqualTo(imported);
        assertThat(read("SELECT concat_ws(' ', status, trade_id, executed_at) FROM trading_signals"
                        + " WHERE signal_id = 'legacy-20251015160900.1.1'"))
                .containsExactly("executed old 2025-10-15 16:09:01+00");
        var export = folder.resolve("export");
        feature.file(new LegacyFolder(export, ZoneOffset.UTC)).replace(feature.database());
        assertThat(export.resolve("trades").resolve("current_signals.json"))
                .hasSameBinaryContentAs(trades.resolve("current_signals.json"));
    }

    @Test
    void saysWhatIsWrongWithASignal() throws Exception {
        // Given
        var good = records(feature.file()).getFirst().value().toString();
        var bad = List.of(
                good.replace("\"market_id\"", "\"market\""),
                good.replace("\"buy_yes\"", "\"sell\""),
                good.replace("0.9", "1.9"),
                good.replace("\"amount\":100", "\"amount\":100.0"),
                good.replace("\"amount\":100", "\"amount\":-1"),
                good.replace("20000.5", "NaN"),
                good.replace("20000.5", "\"20000.5\""),
                good.replace("2025-10-15T16", "2025-10-15 16"),
                good.replace("12:00:00Z", "12:00:00+00:00"));

        // When
        var file = Files.createDirectories(folder.resolve("trades")).resolve("current_signals.json");
        Files.writeString(file, "[" + String.join(",", bad) + "]");
        var records = records(feature.file(new LegacyFolder(folder, ZoneOffset.UTC)));

        // Then
        assertThat(records)
                .hasSameSizeAs(bad)
                .allSatisfy(record -> assertThat(feature.defect(record)).isNotBlank());
    }

    private static List<LegacyRecord> records(prescient.cutover.RecordStore store) {
        var records = new ArrayList<LegacyRecord>();
        store.read(records::add);
        return records;
    }

    private static List<String> claim(String claimant, int limit) {
        return post("/signals/claim", "{\"claimant\":\"%s\",\"limit\":%d}".formatted(claimant, limit))
                .statusCode(200)
                .extract()
                .path("signals.signal_id");
    }

    private static void executed(String signalId, String tradeId) {
        post(
                        "/signals/outcomes",
                        "{\"outcomes\":[{\"signal_id\":\"%s\",\"outcome\":\"executed\",\"trade_id\":\"%s\",\"at\":\"2025-10-15T16:11:00Z\"}]}"
                                .formatted(signalId, tradeId))
                .statusCode(200);
    }
}
