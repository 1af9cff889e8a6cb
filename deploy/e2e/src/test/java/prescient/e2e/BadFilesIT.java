package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prescient.local.ServiceName;
import prescient.local.Venue;

/**
 * Whatever is wrong with legacy files, it is said clearly, the rest comes in, and nothing is lost. {@code
 * -Dprescient.big=1024} imports a file of so many MiB.
 */
class BadFilesIT {

    private static final long BIG_MIB = Long.getLong("prescient.big", 64);
    private static final int HEAP_MIB = 300;

    private static LiveSuite live;
    private static CutoverApi cutover;

    @BeforeAll
    static void start() throws Exception {
        live = LiveSuite.start("bad-files", config -> config);
        cutover = new CutoverApi(live.api());
    }

    @AfterAll
    static void stop() {
        if (live != null) {
            live.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "torn         | \"realized_pnl\": null          | \"realized_pnl\": nu",
                "not an array | [                               | {",
                "trailing     | ]                               | ]]"
            })
    void aFileThatCannotBeUnderstoodIsKeptAndNothingOfItIsTaken(String what, String found, String put)
            throws Exception {
        // Given
        var good = trades(what.replace(' ', '-'), 3);
        var at = what.equals("torn") ? good.lastIndexOf(found) : what.equals("trailing") ? good.length() - 1 : 0;
        var bad = what.equals("torn") ? good.substring(0, at) : good.substring(0, at) + put + good.substring(at + 1);
        var folder = folder("bad-" + what.replace(' ', '-'), bad);
        var before = count();
        // When
        var job = cutover.importFrom("trades", folder, "UTC");
        // Then
        assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("failed");
        assertThat(job.path("error").asText()).contains("paper_trades.json");
        assertThat(Files.readString(folder.resolve("paper_trades.json"))).isEqualTo(bad);
        assertThat(count()).isGreaterThanOrEqualTo(before);
        assertThat(live.reader().count("SELECT count(*) FROM trade.trades WHERE status <> 'open'"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown key   | \"status\": \"open\"             | \"status\": \"open\", \"colour\": \"red\"",
                "price of 1.2  | \"entry_price\": 0.625           | \"entry_price\": 1.2",
                "NaN           | \"entry_price\": 0.625           | \"entry_price\": NaN",
                "amount of -1  | \"amount\": 1                    | \"amount\": -1",
                "unknown action| \"action\": \"buy_yes\"          | \"action\": \"hold\"",
                "no such time  | \"timestamp\": \"2025-03-30T12:00:00\" | \"timestamp\": \"2025-03-30T02:30:00\""
            })
    void aRecordThatCannotBeTakenInIsPutAsideWholeAndTheOthersComeIn(String what, String found, String put)
            throws Exception {
        // Given
        var name = what.replaceAll("[^A-Za-z0-9]", "-");
        var good = trades(name, 3);
        var at = good.indexOf(found, good.indexOf(name + "_1"));
        var bad = good.substring(0, at) + put + good.substring(at + found.length());
        var before = count();
        // When
        var job = cutover.importFrom("trades", folder("bad-" + name, bad), "Europe/Berlin");
        // Then
        assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("complete");
        assertThat(job.path("records_quarantined").asInt()).as(job.toString()).isEqualTo(1);
        assertThat(count()).isEqualTo(before + 2);
        var aside = live.reader().rows("""
                SELECT source, position, reason, payload FROM trade.quarantine WHERE run_id = '%s'
                """.formatted(job.path("id").asText()));
        assertThat(aside).hasSize(1);
        assertThat(aside.getFirst().get("source").toString()).contains("paper_trades.json");
        assertThat(aside.getFirst().get("position").toString()).isNotBlank();
        assertThat(aside.getFirst().get("reason").toString()).isNotBlank();
        assertThat(aside.getFirst().get("payload").toString()).contains(name + "_1");
    }

    @Test
    void aSecondRecordOfAnIdIsPutAside() throws Exception {
        // Given
        var good = trades("twice", 3);
        var bad = good.replace("twice_2", "twice_0");
        var before = count();
        // When
        var job = cutover.importFrom("trades", folder("bad-twice", bad), "UTC");
        // Then
        assertThat(job.path("records_quarantined").asInt()).as(job.toString()).isEqualTo(1);
        assertThat(count()).isEqualTo(before + 2);
    }

    @Test
    void aZoneThatDoesNotExistIsRefused() throws Exception {
        // When
        var answer = live.api().post("/cutover/trades/import", """
                {"from":"%s","zone":"Europe/Atlantis"}""".formatted(folder("bad-zone", trades("zone", 1))));
        // Then
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().path("code").asText()).isNotBlank();
    }

    @Test
    void aVeryLargeFileIsStreamed() throws Exception {
        // Given
        var folder = LiveSuite.emptyFolder("bad-big");
        var written = 0;
        try (var file = Files.newBufferedWriter(folder.resolve("paper_trades.json"), StandardCharsets.UTF_8)) {
            for (var bytes = 0L; bytes < BIG_MIB << 20; written++) {
                var record = (written == 0 ? "[\n" : ",\n") + record("big", written);
                file.write(record);
                bytes += record.length();
            }
            file.write("\n]");
        }
        var before = count();
        // When
        var began = System.nanoTime();
        var job = cutover.importFrom("trades", folder, "UTC");
        var seconds = (System.nanoTime() - began) / 1e9;
        // Then
        assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("complete");
        assertThat(count()).isEqualTo(before + written);
        var heap = live.api().get("/trades/none").status() == 404 ? heapMib() : 0;
        System.out.printf(
                "BadFilesIT: %d MiB with %d trades in %.1f s, trade-service uses %d MiB, heap limit %d MiB%n",
                BIG_MIB,
                written,
                seconds,
                live.suite().residentMb(ServiceName.TRADE).orElse(0),
                heap);
        assertThat(heap).isPositive().isLessThanOrEqualTo(HEAP_MIB);
        Files.delete(folder.resolve("paper_trades.json"));
    }

    @Test
    void aFileThatSomebodyElseChangedIsNotOverwritten() throws Exception {
        // Given
        var home = LiveSuite.emptyFolder("bad-foreign");
        var data = new LegacyData(Files.createDirectories(home.resolve("legacy")));
        try (var files = onFiles(home, data.folder());
                var cycler = new Cycler(files)) {
            cycler.await(1, Duration.ofMinutes(2));
            cycler.finish();
            var paper = data.folder().resolve("trades/paper_trades.json");
            var own = Files.readString(paper);
            var foreign = own.replaceFirst("\"confidence\": 0\\.\\d+", "\"confidence\": 0.001");
            Files.writeString(paper, foreign);
            // When
            var market = files.api().get("/markets?limit=1000").ok().path("items");
            var answer = order(files.api(), market, 0);
            // Then
            assertThat(answer.status() >= 400
                            || answer.json()
                                            .path("execution_summary")
                                            .path("executed_trades")
                                            .asInt()
                                    == 0)
                    .as(answer.text())
                    .isTrue();
            assertThat(Files.readString(paper)).isEqualTo(foreign);
            // And once the file is what it was and the service started anew, the order that was stored goes through
            Files.writeString(paper, own);
            files.suite().kill(ServiceName.TRADE);
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(300))
                    .untilAsserted(() -> {
                        assertThat(data.trades()).contains("trade-disk-full");
                        assertThat(data.positions()).hasSameElementsAs(data.trades());
                    });
        }
    }

    @Test
    void aFullDiskIsAnErrorAndNeverATornFile() throws Exception {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")) && Files.isExecutable(Path.of("/usr/bin/mount")),
                "only root can make a small disk");
        // Given
        var home = LiveSuite.emptyFolder("bad-disk");
        var disk = Files.createDirectories(home.resolve("legacy"));
        Assumptions.assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString()) == 0);
        try (var files = onFiles(home, disk);
                var cycler = new Cycler(files)) {
            var data = new LegacyData(disk);
            cycler.await(1, Duration.ofMinutes(2));
            cycler.finish();
            var trades = data.trades();
            var filler = disk.resolve("filler");
            fill(filler);
            // When
            var market = files.api().get("/markets?limit=1000").ok().path("items");
            var answer = order(files.api(), market, trades.size());
            // Then
            assertThat(answer.status()).as(answer.text()).isNotEqualTo(200);
            assertThat(data.trades()).isEqualTo(trades);
            // And with space again it goes on
            Files.delete(filler);
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(300))
                    .untilAsserted(() -> assertThat(
                                    order(files.api(), market, trades.size()).status())
                            .isEqualTo(200));
            assertThat(data.trades()).hasSize(trades.size() + 1).startsWith(trades.toArray(String[]::new));
            assertThat(data.positions()).hasSameElementsAs(data.trades());
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    /** One order for a market nobody traded; the same id each time. */
    private static Api.Answer order(Api api, JsonNode markets, int held) throws IOException, InterruptedException {
        var traded = api.get("/paper-trading/history?limit=1000").text();
        for (var market : markets) {
            var id = market.path("market_id").asText();
            if (market.path("yes_price").isNumber()
                    && market.path("yes_price").decimalValue().signum() > 0
                    && (!traded.contains("\"" + id + "\"") || traded.contains("disk-full"))) {
                return api.post("/paper-trading/execute", """
                        {"order":{"order_id":"disk-full","portfolio_id":1,"market_id":"%s","market_question":"?",
                        "action":"buy_yes","amount":1.00,"price":1,"confidence":0.5,"reason":"with %d trades"}}""".formatted(id, held));
            }
        }
        throw new AssertionError("every market is traded");
    }

    private static void fill(Path filler) throws IOException {
        try (var file = Files.newOutputStream(filler)) {
            var block = new byte[4096];
            while (true) {
                file.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static LiveSuite onFiles(Path home, Path legacy) throws InterruptedException {
        return LiveSuite.on(
                home,
                config -> config.withVenue(new Venue.Simulated(11, 200, 1000))
                        .withEnvironment(Map.of(
                                "PRESCIENT_LEGACY_DIR", legacy.toString(), "PRESCIENT_CUTOVER_MODE", "file-only")));
    }

    private static long heapMib() throws IOException, InterruptedException {
        try (var service = live.neighbour(ServiceName.TRADE)) {
            return service.get("/q/metrics")
                            .text()
                            .lines()
                            .filter(line -> line.startsWith("jvm_memory_max_bytes{area=\"heap\""))
                            .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                            .filter(bytes -> bytes > 0)
                            .max()
                            .orElse(0)
                    >> 20;
        }
    }

    private static long count() {
        return live.reader().count("SELECT count(*) FROM trade.trades");
    }

    private static Path folder(String name, String trades) throws IOException {
        var folder = LiveSuite.emptyFolder(name);
        Files.writeString(folder.resolve("paper_trades.json"), trades);
        return folder;
    }

    private static String trades(String name, int count) {
        var text = new StringBuilder();
        for (var number = 0; number < count; number++) {
            text.append(number == 0 ? "[\n" : ",\n").append(record(name, number));
        }
        return text.append("\n]").toString();
    }

    private static String record(String name, int number) {
        return """
                  {
                    "trade_id": "%s_%d",
                    "timestamp": "2025-03-30T12:00:00",
                    "market_id": "%d",
                    "market_question": "Will number %d be drawn?",
                    "action": "buy_yes",
                    "amount": 1,
                    "entry_price": 0.625,
                    "confidence": 0.125,
                    "reason": "YES price 0.625 > 0.50, buying YES at 0.625",
                    "status": "open",
                    "event_id": null,
                    "event_title": null,
                    "event_end_date": null,
                    "current_pnl": 0.0,
                    "realized_pnl": null
                  }""".formatted(name, number, Math.abs(name.hashCode() % 1000) * 1_000_000L + number, number);
    }
}
