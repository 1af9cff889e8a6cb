package prescient.trade.status;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prescient.trade.incident.Part;
import prescient.trade.incident.Reading;
import prescient.trade.incident.Reading.Verdict;
import prescient.trade.status.HealthClient.Answer;
import prescient.trade.status.SuiteStatus.Component;
import prescient.trade.testing.TradeServiceTest;

/** The way from the services' health checks to what is remembered of them. */
@QuarkusTest
class WatchJobTest extends TradeServiceTest {

    @Inject
    WatchJob job;

    @Inject
    EvidenceConfig limits;

    @Inject
    InstantSource clock;

    @Inject
    ObjectMapper json;

    @AfterEach
    void wellAgain() {
        neighbours.reset("10000.00");
        look(3);
    }

    @Test
    void whatFailsIsToldInTheStatusWithItsCauseAndSoIsItsEnd() {
        // Given: feeds that were seen well, since others count as starting for a while
        neighbours.checks("""
                [{"name": "feeds", "status": "UP", "data": {"catalogue_age_seconds": 4}}]
                """);
        look(3);
        neighbours.checks("""
                [{"name": "feeds", "status": "UP", "data": {"catalogue_age_seconds": 4000}}]
                """);

        // When
        look(3);
        var failing = given().get("/trading/status").then();
        neighbours.checks("[]");
        look(3);
        var known = given().get("/trading/incidents").then();

        // Then
        failing.statusCode(200)
                .body("system_health", equalTo("healthy"))
                .body("failure_level", equalTo("warning"))
                .body("incidents", hasSize(1))
                .body("incidents[0].root", equalTo("feeds"))
                .body("incidents[0].summary", equalTo("feeds: catalogue 4000 s old, limit 900 s"))
                .body("incidents[0].restart.unit", equalTo("market-ingest-service"))
                .body("conditions.feeds.state", equalTo("failing"))
                .body("conditions.signal_service.state", equalTo("well"))
                .body("conditions.supervisor.state", equalTo("unknown"));
        // Nobody tells of feeds any more: that is no evidence that they are well.
        known.statusCode(200).body("items[0].closed_at", equalTo(null));
        neighbours.checks("""
                [{"name": "feeds", "status": "UP", "data": {"catalogue_age_seconds": 4}}]
                """);
        look(3);
        given().get("/trading/status").then().body("failure_level", equalTo("none"));
        given().get("/trading/incidents").then().body("items[0].events.kind", hasItem("closed"));
    }

    @Test
    void b53b54AFailureSwitchesNothingOffAndItsEndNothingOn() {
        // Given
        look(3);
        neighbours.fail("/q/health");

        // When: everything is down for a while, and comes back
        look(5);
        var worst = given().get("/trading/status").then();
        neighbours.heal();
        look(5);

        // Then: nobody was asked for anything but how they are
        worst.body("failure_level", equalTo("cascading"));
        given().get("/trading/status").then().body("failure_level", equalTo("none"));
        assertThat(neighbours.paths()).isSubsetOf("/q/health", "/q/health/well", "/cutover");
    }

    @Test
    void b55AKeyThatIsMissingIsNoEvidenceAndKeysAreThoseThatChecksWrite() throws IOException {
        // Given: what this service's own checks really answer
        var own = new LinkedHashMap<String, JsonNode>();
        for (var path : List.of("/q/health", "/q/health/well")) {
            json.readTree(given().get(path).asString())
                    .path("checks")
                    .forEach(check -> own.put(check.path("name").asText(), check));
        }
        var answer = answer(Component.of("http://127.0.0.1:1", true, own));

        // When
        var real = readings(Map.of("trade_service", answer));
        var empty = readings(Map.of(
                "trade_service",
                answer(Component.of("http://127.0.0.1:1", true, Map.of("database", json.nullNode())))));

        // Then
        assertThat(real.get(Part.DATABASE).verdict()).isEqualTo(Verdict.WELL);
        assertThat(real.get(Part.DATABASE).evidence()).startsWith("PostgreSQL answers after ");
        assertThat(real.get(Part.TRADE).verdict()).isEqualTo(Verdict.WELL);
        assertThat(real.get(Part.SIGNAL).verdict()).isEqualTo(Verdict.FAILING);
        assertThat(List.of(Part.DATABASE, Part.FEEDS, Part.BACKUPS, Part.DISK, Part.OUTBOX, Part.EXCHANGE))
                .allSatisfy(part ->
                        assertThat(empty.get(part).verdict()).as(part.text()).isEqualTo(Verdict.UNKNOWN));
    }

    @Test
    void b60WhatIsWatchedAndWhatMayBeRestartedExists() throws IOException {
        // Given
        var root = Path.of(System.getProperty("prescient.root"));
        var named = new TreeSet<String>();
        try (var files = Files.walk(root)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith("Check.java")).toList()) {
                Pattern.compile("HealthCheckResponse\\.named\\(\"([a-z_-]+)\"\\)")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(found -> named.add(found.group(1)));
            }
        }

        // When
        var units = Arrays.stream(Part.values())
                .map(Part::unit)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());

        // Then
        assertThat(units)
                .allSatisfy(unit ->
                        assertThat(root.resolve(unit).resolve("pom.xml")).exists());
        assertThat(named).contains("database", "feeds", "backup", "disk");
        for (var part : Part.values()) {
            assertThat(part.dependsOn()).allSatisfy(cause -> assertThat(cause).isLessThan(part));
        }
        assertThat(new EvidenceView(Map.of(), null, limits, clock.instant()).readings())
                .extracting(Reading::part)
                .containsExactly(Part.values());
    }

    @Test
    void ordersAndMessagesThatWaitTooLongAreEvidence() {
        // Given
        var now = clock.instant();
        var old = now.minus(Duration.ofMinutes(6));
        var trading = new Trading(null, 2, 3, 0, old, now.minusSeconds(2));

        // When
        var readings = new EvidenceView(Map.of(), trading, limits, now).readings();

        // Then
        assertThat(readings)
                .contains(
                        new Reading(
                                Part.EXCHANGE,
                                Verdict.FAILING,
                                "2 orders pending, the oldest after 360 s, limit 300 s"),
                        new Reading(
                                Part.OUTBOX, Verdict.WELL, "3 messages wait, the oldest after 2000 ms, limit 300 s"));
    }

    @Test
    void aFeedThatListensIsStaleWhenItSaysSo() throws IOException {
        // Given
        var silent = json.readTree("""
                {"status": "UP", "data": {"coinbase": "silent", "coinbase_age_seconds": 14, "coinbase_gaps": 2,
                   "kalshi": "connected", "kalshi_age_seconds": 1, "other": "off"}}
                """);

        // When
        var reading = readings(Map.of(
                        "market_ingest_service",
                        answer(Component.of("http://127.0.0.1:1", true, Map.of("live-feeds", silent)))))
                .get(Part.FEEDS);

        // Then
        assertThat(reading).isEqualTo(new Reading(Part.FEEDS, Verdict.FAILING, "coinbase silent, 14 s old"));
    }

    private Map<Part, Reading> readings(Map<String, Answer> answers) {
        return new EvidenceView(answers, null, limits, clock.instant())
                .readings().stream().collect(Collectors.toMap(Reading::part, reading -> reading));
    }

    private Answer answer(Component component) {
        return new Answer(component, json.missingNode(), Duration.ofMillis(3));
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            job.look();
        }
    }
}
