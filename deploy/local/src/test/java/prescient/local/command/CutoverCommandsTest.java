package prescient.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.local.process.ProcessRef;
import prescient.local.state.DataFolder;
import prescient.local.state.RunState;
import prescient.local.state.Tokens;

/** The verbs of the cut-over on a suite whose gateway is a fake. */
class CutoverCommandsTest {

    private static final String COMPLETE = """
            {"id":"j","status":"complete","records_read":100,"records_new":100,"records_quarantined":0,"clean":true,
            "collections":[{"collection":"paper_trades","state":"clean","equal":100,"differences":[]}],
            "files":[{"path":"/somewhere/paper_trades.json","bytes":12345}]}""";

    @TempDir
    Path temporary;

    private final ObjectMapper json = new ObjectMapper();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Map<String, Function<String, Object[]>> answers = new ConcurrentHashMap<>();
    private final AtomicInteger polls = new AtomicInteger();
    private final PrintStream realOutput = System.out;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private volatile String job = COMPLETE;
    private HttpServer gateway;

    @BeforeEach
    void startGateway() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        gateway.createContext("/cutover", this::answer);
        gateway.createContext("/trading", this::answer);
        gateway.start();
        var folder = new DataFolder(temporary.resolve("data"));
        folder.prepare();
        Tokens.of(folder).renew();
        var ports = Map.of("gateway", gateway.getAddress().getPort(), "postgres", 1);
        new RunState(ProcessRef.of(ProcessHandle.current()), "2026-01-01T00:00:00Z", ports, null, Map.of())
                .write(folder);
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopGateway() {
        System.setOut(realOutput);
        gateway.stop(0);
    }

    @Test
    void filesAreImportedTradesBeforeSignalsAndFollowedToTheirEnd() throws Exception {
        // Given
        var files = Files.createDirectories(temporary.resolve("files"));
        // When
        var code = run("import", "--from", files.toString(), "--zone", "Europe/Berlin");
        // Then
        assertThat(code).isZero();
        var asked = seen.stream().filter(line -> line.startsWith("POST")).toList();
        assertThat(asked)
                .extracting(line -> line.replaceAll("POST /cutover/([a-z_]+)/.*", "$1"))
                .containsExactly(
                        "trades",
                        "signals",
                        "portfolio",
                        "portfolio_history",
                        "signal_archives",
                        "events",
                        "forecasts",
                        "calibration",
                        "decisions",
                        "observations");
        assertThat(asked.getFirst())
                .isEqualTo("POST /cutover/trades/import {\"from\":\"" + files.toRealPath()
                        + "\",\"zone\":\"Europe/Berlin\",\"dry_run\":false}");
        assertThat(document().path("done").asBoolean()).isTrue();
        assertThat(document().at("/features/0/records_new").asInt()).isEqualTo(100);
    }

    @Test
    void anImportThatIsInterruptedIsAskedForAgain() throws Exception {
        // Given
        var ends = new AtomicInteger();
        answers.put(
                "/jobs/", path -> new Object[] {
                    200, ends.incrementAndGet() < 3 ? "{\"id\":\"j\",\"status\":\"interrupted\"}" : COMPLETE
                });
        // When
        var code = run("import", "--feature", "trades");
        // Then
        assertThat(code).isZero();
        assertThat(seen.stream().filter(line -> line.startsWith("POST"))).hasSize(3);
    }

    @Test
    void recordsThatWerePutAsideOrDifferAreAFailureWithANextStep() throws Exception {
        // Given
        job = COMPLETE.replace("\"records_quarantined\":0", "\"records_quarantined\":2");
        var aside = run("import", "--feature", "trades");
        var asideNext = document().path("next_step").asText();
        output.reset();
        job = COMPLETE.replace("\"clean\":true", "\"clean\":false");
        // When
        var differs = run("verify", "--feature", "trades");
        // Then
        assertThat(aside).isEqualTo(1);
        assertThat(asideNext).contains("quarantine");
        assertThat(differs).isEqualTo(1);
        assertThat(document().path("next_step").asText()).contains("accept");
    }

    @Test
    void aDryRunThatFindsSomethingHasDoneWhatItSays() throws Exception {
        // Given
        job = """
                {"id":"j","status":"complete","dry_run":true,"records_read":3,"records_new":2,
                "records_quarantined":1,"rejected":[{"source":"/x/a.json","position":1,"reason":"unknown key"}]}""";
        // When
        var code = run("import", "--feature", "trades", "--dry-run");
        // Then
        assertThat(code).isZero();
        assertThat(seen.getFirst()).contains("\"dry_run\":true");
    }

    @Test
    void anExportMakesItsFolderAndNamesTheFiles() throws Exception {
        // Given
        var to = temporary.resolve("out/of/it");
        // When
        var code = run("export", "--to", to.toString(), "--feature", "portfolio-history", "--force");
        // Then
        assertThat(code).isZero();
        assertThat(to).isDirectory();
        assertThat(seen.getFirst())
                .startsWith("POST /cutover/portfolio_history/export")
                .contains("\"force\":true");
        assertThat(document().at("/features/0/files/0/bytes").asInt()).isEqualTo(12345);
    }

    @Test
    void aRefusedJobDoesNotKeepTheOthersFromBeingDone() throws Exception {
        // Given
        answers.put("/cutover/trades/verify", path -> new Object[] {409, """
                {"code":"JOB_RUNS_ALREADY","detail":"import-trades-1 runs","hint":"Wait for it."}"""});
        // When
        var code = run("verify");
        // Then
        assertThat(code).isEqualTo(1);
        assertThat(document().path("next_step").asText()).isEqualTo("Wait for it.");
        assertThat(document().at("/features/0/error/code").asText()).isEqualTo("JOB_RUNS_ALREADY");
        assertThat(document().at("/features/9/done").asBoolean()).isTrue();
    }

    @Test
    void advanceSaysWhyItMayNot() throws Exception {
        // Given
        answers.put("/advance", path -> new Object[] {409, """
                {"code":"MODE_STAYS","detail":"may not advance to dual-write, because nothing was imported",
                "hint":"See which gate does not hold.","outcome":{"allowed":false}}"""});
        // When
        var code = run("advance", "trades", "--by", "me");
        // Then
        assertThat(code).isEqualTo(1);
        assertThat(seen)
                .containsExactly("POST /cutover/trades/advance {\"dry_run\":false,\"by\":\"me\",\"reason\":null}");
        assertThat(document().at("/features/0/detail").asText()).contains("nothing was imported");
        assertThat(document().path("next_step").asText()).isEqualTo("See which gate does not hold.");
    }

    @Test
    void aDryRunOfAdvanceEndsWithZeroOnlyWhenItMay() throws Exception {
        // Given
        answers.put("/advance", path ->
                new Object[] {200, "{\"allowed\":" + path.contains("/signals/") + ",\"sentence\":\"as computed\"}"});
        // When, Then
        assertThat(run("advance", "signals", "--dry-run")).isZero();
        assertThat(run("advance", "trades", "--dry-run")).isEqualTo(1);
    }

    @Test
    void rollbackGoesTheOtherWayRound() throws Exception {
        // Given
        answers.put("/rollback", path -> new Object[] {200, "{\"allowed\":true,\"sentence\":\"is file-only\"}"});
        // When
        var code = run("rollback", "all", "--to", "file-only", "--reason", "too slow", "--force");
        // Then
        assertThat(code).isZero();
        assertThat(seen.getFirst())
                .startsWith(
                        "POST /cutover/observations/rollback {\"to\":\"file-only\",\"reason\":\"too slow\",\"force\":true");
        assertThat(seen.getLast()).startsWith("POST /cutover/trades/rollback");
    }

    @Test
    void freezingSaysWhatItIsNow() throws Exception {
        // Given
        answers.put("/freeze", path -> new Object[] {200, "{\"mode\":\"dual-write\",\"frozen\":true}"});
        // When
        var code = Cli.run("freeze", "trades", "--reason", "audit", "--data", data());
        // Then
        assertThat(code).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("trades is dual-write and stays so");
    }

    @Test
    void theFourWeeksAfterAMoveAreToldDayByDayWithWhatFailed() throws Exception {
        // Given
        answers.put("/cutover/watch", _ -> new Object[] {200, """
                {"features": [
                  {"feature": "trades", "service": "trade-service", "state": "watching", "mode": "database-read",
                   "started_at": "2026-03-01T12:00:00Z", "ends_at": "2026-03-29T12:00:00Z", "days": [
                     {"day": "2026-03-01", "mode": "database-read", "looks": 720, "differences": 0, "fallbacks": 2,
                      "lag_seconds": 1.25, "sentence": "2 reads were answered by the files", "closed": true},
                     {"day": "2026-03-02", "mode": "database-read", "looks": 3, "differences": null, "fallbacks": 0,
                      "lag_seconds": 0, "sentence": "good", "closed": false}]},
                  {"feature": "signals", "service": "signal-service", "state": "none", "days": []},
                  {"feature": "portfolio", "service": "portfolio-service", "state": "unavailable"}]}"""});
        answers.put("/trading/incidents", _ -> new Object[] {200, """
                {"items": [{"incident_id": "feeds-1", "worst": "warning", "closed_at": null, "summary": "feeds: old"}],
                 "next_cursor": null}"""});
        // When
        var asJson = run("watch");
        var document = document();
        output.reset();
        var asTable = Cli.run("watch", "--data", data());
        // Then
        assertThat(asJson).isZero();
        assertThat(asTable).isZero();
        assertThat(document.at("/features/0/days/0/fallbacks").asInt()).isEqualTo(2);
        assertThat(document.at("/incidents/0/incident_id").asText()).isEqualTo("feeds-1");
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("""
                        trades              database-read since 2026-03-01T12:00:00Z, watched until 2026-03-29T12:00:00Z
                          day (UTC)   mode             looks differ  fallbacks   lag s \s
                          2026-03-01  database-read      720      0          2     1.3  2 reads were answered by the files
                          2026-03-02  database-read        3      -          0     0.0  good (so far)
                        signals             was never moved to the database here
                        portfolio           portfolio-service does not answer
                        incident  feeds-1, worst warning, open: feeds: old
                        """);
    }

    @Test
    void withoutASuiteTheModesCannotBeChanged() {
        // When, Then
        assertThat(Cli.run(
                        "advance",
                        "trades",
                        "--data",
                        temporary.resolve("nothing").toString()))
                .isEqualTo(1);
    }

    @Test
    void whereNothingIsStoredNoSuiteIsStartedToLookAtIt() {
        // Given
        var data = temporary.resolve("nothing");
        // When, Then
        for (var line : List.of("verify", "backup", "export --to " + temporary.resolve("out"))) {
            output.reset();
            var code = Cli.run((line + " --json --data " + data).split(" "));
            assertThat(code).as(line).isEqualTo(1);
            assertThat(output.toString(StandardCharsets.UTF_8)).as(line).contains("NO_DATABASE");
            assertThat(data).as(line).doesNotExist();
        }
    }

    private int run(String... arguments) {
        var all = new java.util.ArrayList<>(List.of(arguments));
        all.addAll(List.of("--json", "--data", data()));
        return Cli.run(all.toArray(String[]::new));
    }

    private String data() {
        return temporary.resolve("data").toString();
    }

    private JsonNode document() throws IOException {
        return json.readTree(output.toByteArray());
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add((exchange.getRequestMethod() + " " + path + " " + body).strip());
        var told = answers.entrySet().stream()
                .filter(entry -> path.contains(entry.getKey()))
                .map(entry -> entry.getValue().apply(path))
                .findFirst()
                .orElseGet(() -> job(path));
        var bytes = told[1].toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders((int) told[0], bytes.length);
        try (var stream = exchange.getResponseBody()) {
            stream.write(bytes);
        }
    }

    /** Runs when it is asked for the first time, has ended the second time. */
    private Object[] job(String path) {
        if (!path.contains("/jobs/")) {
            return new Object[] {202, "{\"id\":\"j\",\"status\":\"running\"}"};
        }
        return new Object[] {200, polls.incrementAndGet() % 2 == 1 ? "{\"id\":\"j\",\"status\":\"running\"}" : job};
    }
}
