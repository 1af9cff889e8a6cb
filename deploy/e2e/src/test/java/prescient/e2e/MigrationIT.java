package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import prescient.local.Venue;

/** The whole way from files to PostgreSQL and back, while trading cycles run all the time. */
class MigrationIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CYCLES_PER_STEP = 3;

    @Test
    void theWholeWayThereAndBackLosesNothingAndNoCycleFails() throws Exception {
        // Given
        var folder = LiveSuite.emptyFolder("migration");
        var data = new LegacyData(Files.createDirectories(folder.resolve("legacy")));
        try (var live = LiveSuite.on(
                        folder,
                        config -> config.withVenue(new Venue.Simulated(11, 400, 2000))
                                .withEnvironment(environment(data.folder())));
                var cycler = new Cycler(live, 0)) {
            var cutover = new CutoverApi(live.api());
            thenAllAre(cutover, "file-only");
            cycler.await(CYCLES_PER_STEP, PATIENCE);
            cycler.between(() -> thenFilesHold(data, cycler));

            // When the way there
            for (var feature : CutoverApi.FEATURES) {
                cutover.importLive(feature);
            }
            step(live, data, cycler, "dual-write", true);
            step(live, data, cycler, "database-read", true);
            step(live, data, cycler, "database-only", true);

            // And the way back
            step(live, data, cycler, "database-read", false);
            step(live, data, cycler, "dual-write", false);
            step(live, data, cycler, "file-only", false);

            // Then
            cycler.finish();
            cycler.verify();
            thenFilesHold(data, cycler);
            System.out.printf(
                    "MigrationIT: %d cycles, %d trades, none failed, none missing, none double%n",
                    cycler.cycles().size(), cycler.executed());
        }
    }

    /** Brings every feature one mode on or back, lets cycles run and looks at both stores. */
    private static void step(LiveSuite live, LegacyData data, Cycler cycler, String mode, boolean on) throws Exception {
        var cutover = new CutoverApi(live.api());
        if (on) {
            cutover.backedUp(Instant.now().toString());
        }
        for (var feature : CutoverApi.FEATURES) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
                if (cutover.mode(feature).equals(mode)) {
                    return;
                }
                var answer = on ? cutover.advance(feature) : cutover.rollback(feature);
                assertThat(answer.status())
                        .as(feature + " to " + mode + ": " + answer.text())
                        .isEqualTo(200);
            });
        }
        thenAllAre(cutover, mode);
        var before = cycler.executed();
        cycler.await(CYCLES_PER_STEP, PATIENCE);
        // A step counts only if something was traded in it.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cycler.executed())
                        .as("trades made in " + mode)
                        .isGreaterThan(before));
        cycler.between(() -> {
            switch (mode) {
                case "file-only" -> thenFilesHold(data, cycler);
                case "dual-write", "database-read" -> {
                    await().atMost(PATIENCE)
                            .pollInterval(Duration.ofMillis(200))
                            .untilAsserted(() -> {
                                thenFilesHold(data, cycler);
                                thenTablesHold(live, cycler);
                            });
                    for (var feature : CutoverApi.FEATURES) {
                        // The store that follows is a moment behind; then both are equal.
                        await().atMost(PATIENCE).untilAsserted(() -> {
                            var parity = cutover.verify(feature);
                            assertThat(parity.path("clean").asBoolean())
                                    .as(mode + " " + feature + ": " + parity)
                                    .isTrue();
                        });
                    }
                }
                default -> thenTablesHold(live, cycler);
            }
        });
        System.out.printf(
                "MigrationIT: %s, %d cycles, %d trades%n", mode, cycler.cycles().size(), cycler.executed());
    }

    private static void thenAllAre(CutoverApi cutover, String mode) throws Exception {
        for (var feature : CutoverApi.FEATURES) {
            assertThat(cutover.mode(feature)).as(feature).isEqualTo(mode);
        }
    }

    /** The files hold every executed trade once, with its position, and the cash adds up. */
    private static void thenFilesHold(LegacyData data, Cycler cycler) {
        var trades = data.trades();
        assertThat(trades).doesNotHaveDuplicates().hasSize(cycler.executed());
        assertThat(new TreeSet<>(data.positions())).isEqualTo(new TreeSet<>(trades));
        assertThat(data.positions()).doesNotHaveDuplicates();
        assertThat(data.portfolio().path("trade_count").asInt()).isEqualTo(trades.size());
        assertThat(data.snapshots()).isEqualTo(cycler.cycles().size());
    }

    /** The tables hold every executed trade once, with its position, and the ledger adds up. */
    private static void thenTablesHold(LiveSuite live, Cycler cycler) {
        var reader = live.reader();
        var trades = new HashSet<>(reader.rows("SELECT trade_id FROM trade.trades").stream()
                .map(row -> row.get("trade_id"))
                .toList());
        assertThat(trades).hasSize(cycler.executed());
        assertThat(reader.count("SELECT count(*) FROM trade.trades")).isEqualTo(cycler.executed());
        assertThat(reader.count("""
                SELECT count(*) FROM trade.trades t FULL JOIN portfolio.portfolio_positions p USING (trade_id)
                WHERE t.trade_id IS NULL OR p.trade_id IS NULL OR t.status <> p.status OR t.amount <> p.amount
                """)).isZero();
        assertThat(reader.number("SELECT coalesce(sum(amount), 0) FROM portfolio.ledger_entries"))
                .isEqualByComparingTo("0");
        assertThat(reader.count("""
                SELECT count(*) FROM portfolio.portfolio_state s WHERE s.balance <> (
                    SELECT coalesce(sum(e.amount), 0) FROM portfolio.ledger_entries e
                    WHERE e.portfolio_id = s.id AND e.account = 'cash')
                """)).isZero();
    }

    private static Map<String, String> environment(Path legacy) {
        return Map.of(
                "PRESCIENT_LEGACY_DIR", legacy.toString(),
                "PRESCIENT_LEGACY_ZONE", "Europe/Berlin",
                "PRESCIENT_CUTOVER_MODE", "file-only",
                // Weeks become minutes here: nobody waits ten quiet minutes, few reads are measured, and what they
                // take says more about the machine that runs the tests than about the stores.
                "PRESCIENT_CUTOVER_GATES_FLOOR_MILLIS", "2000",
                "PRESCIENT_CUTOVER_GATES_QUIET", "PT0S",
                "PRESCIENT_CUTOVER_GATES_WITHOUT_SAMPLES", "true",
                "PRESCIENT_TRANSFER_PARITY_EVERY", "2s");
    }
}
