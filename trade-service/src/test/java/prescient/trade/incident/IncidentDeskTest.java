package prescient.trade.incident;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.trade.incident.Reading.Verdict;
import prescient.trade.notification.NotificationDesk;
import prescient.trade.testing.TradeServiceTest;

@QuarkusTest
class IncidentDeskTest extends TradeServiceTest {

    @Inject
    IncidentConfig config;

    @Inject
    IncidentStore store;

    @Inject
    IncidentMeters meters;

    @Inject
    NotificationDesk notifications;

    @Inject
    ObjectMapper json;

    @Inject
    java.time.InstantSource clock;

    @BeforeEach
    void nothingIsRemembered() throws SQLException {
        sql("DELETE FROM trade.incident_memory");
    }

    @Test
    void b52ANewProcessKnowsWhatTheLastOneKnewAndReadingChangesNothing() {
        // Given
        var first = desk();
        look(first, 3);
        look(first, 3, Part.SIGNAL, Part.FEEDS);
        var opened = first.report();

        // When: another process begins, and is asked often
        var second = desk();
        look(second, 1, Part.SIGNAL, Part.FEEDS);
        for (int i = 0; i < 10; i++) {
            second.report();
        }

        // Then: the same incidents, not new ones, and their advice is not repeated
        assertThat(second.report().open()).hasSize(2);
        assertThat(ids(second))
                .isEqualTo(opened.open().stream().map(Incident::incidentId).toList());
        assertThat(second.report().conditions().get("signal_service").since())
                .isEqualTo(opened.conditions().get("signal_service").since());
        assertThat(second.report().open())
                .allSatisfy(incident -> assertThat(incident.events())
                        .extracting(Incident.Event::kind)
                        .containsExactly("opened", "restart-advised"));
        assertThat(count("SELECT count(*) FROM trade.incident_memory")).isOne();
    }

    @Test
    void twoReplicasKeepOneMemory() {
        // Given
        var one = desk();
        var other = desk();
        look(one, 3);
        look(other, 3);

        // When: both see the same, in turn
        for (int i = 0; i < 4; i++) {
            look(one, 1, Part.PORTFOLIO);
            look(other, 1, Part.PORTFOLIO);
        }
        look(one, 1, Part.PORTFOLIO);

        // Then
        assertThat(ids(one)).hasSize(1).isEqualTo(ids(other));
        assertThat(one.report().open().getFirst().restart())
                .satisfies(advice -> assertThat(advice.used()).isOne());
    }

    @Test
    void theFileKeepsItWithoutADatabaseAndAFileNobodyUnderstandsIsKept(@TempDir Path folder) throws IOException {
        // Given
        var detector = new Detector(config);
        var known = Memory.EMPTY;
        for (int i = 0; i < 6; i++) {
            known = detector.look(known, readings(i < 3 ? new Part[0] : new Part[] {Part.OUTBOX}), clock.instant());
        }
        var file = new IncidentFile(Optional.of(folder), json);

        // When
        file.write(known);
        var read = new IncidentFile(Optional.of(folder), json).read();
        var path = folder.resolve(".prescient/incidents.jsonl");
        Files.writeString(path, "{\"parts\": \"of another program\"}\n");
        log.expect("cannot be read");
        var foreign = new IncidentFile(Optional.of(folder), json);
        var unread = foreign.read();
        foreign.write(known);

        // Then
        assertThat(read).contains(known);
        assertThat(known.open()).hasSize(1);
        assertThat(unread).isEmpty();
        assertThat(Files.readString(path)).contains("of another program");
    }

    @Test
    void whatHappenedDuringAnOutageIsJoinedToWhatWasStoredBefore() {
        // Given: a process that has no file and found no table, with an incident of its own
        var stored = desk();
        look(stored, 3);
        look(stored, 3, Part.SIGNAL, Part.BACKUPS);
        var own = Memory.EMPTY;
        var detector = new Detector(config);
        for (int i = 0; i < 6; i++) {
            own = detector.look(
                    own, readings(i < 3 ? new Part[0] : new Part[] {Part.SIGNAL, Part.OUTBOX}), clock.instant());
        }

        // When
        var joined = own.after(store.fromTable(0).orElseThrow());

        // Then: what is open in both is one
        assertThat(joined.open()).extracting(Incident::root).containsExactlyInAnyOrder("signal_service", "backups");
        assertThat(joined.conditions()).containsKeys("signal_service", "backups", "outbox");
    }

    @Test
    void peopleAreToldWhenItBeginsAndWhenItIsOverHoweverManyReplicasSeeIt() {
        // Given
        var one = desk();
        var other = desk();
        look(one, 3);
        look(other, 3);

        // When
        for (int i = 0; i < 4; i++) {
            look(one, 1, Part.PORTFOLIO);
            look(other, 1, Part.PORTFOLIO);
        }
        var id = ids(one).getFirst();
        long begun = count("SELECT count(*) FROM trade.notifications WHERE kind = 'incident' AND severity = 'warning'");
        look(one, 3);
        look(other, 3);

        // Then
        assertThat(begun).isOne();
        assertThat(count("SELECT count(*) FROM trade.notifications WHERE dedup_key IN ('incident/" + id
                        + "/warning', 'incident/" + id + "/closed') AND told = 1"))
                .isEqualTo(2);
        assertThat(count("SELECT count(*) FROM trade.notifications WHERE kind = 'incident'"))
                .isEqualTo(2);
    }

    @Test
    void listedFromAnInstantOnAndPageByPage() {
        // Given
        var desk = io.quarkus.arc.Arc.container().instance(IncidentDesk.class).get();
        look(desk, 3);
        look(desk, 3, Part.FORECAST);
        look(desk, 3);
        look(desk, 3, Part.FEEDS, Part.BACKUPS);

        // When
        var first = given().get("/trading/incidents?limit=1").then();
        var second = given().get(
                        "/trading/incidents?limit=1&cursor=" + first.extract().path("next_cursor"))
                .then();
        var later = given().get("/trading/incidents?since=" + clock.instant().plusSeconds(1))
                .then();
        var wrong = given().get("/trading/incidents?since=yesterday").then();
        look(desk, 3);

        // Then
        first.statusCode(200).body("items", hasSize(1)).body("next_cursor", notNullValue());
        second.statusCode(200).body("items", hasSize(1));
        later.statusCode(200).body("items", hasSize(2)).body("items[0].closed_at", equalTo(null));
        wrong.statusCode(400).body("code", equalTo("INVALID_PARAMETER")).body("detail", containsString("since"));
    }

    private IncidentDesk desk() {
        return new IncidentDesk(config, store, meters, notifications, clock);
    }

    private static List<String> ids(IncidentDesk desk) {
        return desk.report().open().stream().map(Incident::incidentId).toList();
    }

    private static void look(IncidentDesk desk, int times, Part... failing) {
        for (int i = 0; i < times; i++) {
            desk.observe(readings(failing));
        }
    }

    private static List<Reading> readings(Part... failing) {
        var all = List.of(failing);
        return Arrays.stream(Part.values())
                .map(part -> new Reading(part, all.contains(part) ? Verdict.FAILING : Verdict.WELL, "as the test says"))
                .toList();
    }
}
