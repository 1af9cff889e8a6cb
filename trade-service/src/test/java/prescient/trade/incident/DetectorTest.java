package prescient.trade.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import prescient.trade.incident.Condition.State;
import prescient.trade.incident.Incident.Event;
import prescient.trade.incident.Reading.Verdict;

class DetectorTest {

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Part[] SERVICES = {Part.MARKET_INGEST, Part.SIGNAL, Part.TRADE, Part.PORTFOLIO, Part.FORECAST};

    private final Detector detector = new Detector(new Limits(Optional.empty()));
    private Instant now = Instant.parse("2026-11-22T08:00:00Z");
    private Memory memory = Memory.EMPTY;

    @Test
    void aFailureCountsAfterThreeLooksAndEndsAfterThree() {
        // Given
        look(3);

        // When
        look(2, Part.FEEDS);
        var twice = memory;
        look(1, Part.FEEDS);
        var thrice = memory;
        look(2);
        var almost = memory;
        look(1);

        // Then
        assertThat(twice.open()).isEmpty();
        assertThat(thrice.open()).singleElement().satisfies(incident -> {
            assertThat(incident.root()).isEqualTo("feeds");
            assertThat(incident.level()).isEqualTo(Level.WARNING);
        });
        assertThat(almost.open()).hasSize(1);
        assertThat(memory.open()).isEmpty();
        assertThat(alerts()).containsExactly("opened", "closed");
    }

    @Test
    void whatComesAndGoesIsNeverConfirmedAndNeverLeft() {
        // Given
        look(3);
        for (int i = 0; i < 20; i++) {
            look(2, Part.SIGNAL);
            look(1);
        }
        var flickering = memory;
        look(3, Part.SIGNAL);

        // When
        for (int i = 0; i < 20; i++) {
            look(2);
            look(1, Part.SIGNAL);
        }

        // Then
        assertThat(flickering.incidents()).isEmpty();
        assertThat(memory.incidents()).hasSize(1);
        assertThat(memory.open()).hasSize(1);
    }

    @Test
    void theDatabaseIsTheCauseOfWhatDependsOnItAndOneAlertTellsIt() {
        // Given
        look(3);

        // When
        look(30, databaseAndAll());

        // Then
        assertThat(memory.open()).singleElement().satisfies(incident -> {
            assertThat(incident.root()).isEqualTo("database");
            assertThat(incident.level()).isEqualTo(Level.CASCADING);
            assertThat(incident.failing())
                    .containsExactly(
                            "database",
                            "market_ingest_service",
                            "signal_service",
                            "trade_service",
                            "portfolio_service",
                            "forecast_service");
            assertThat(incident.restart())
                    .as("no service is restarted for the database")
                    .isNull();
        });
        assertThat(alerts()).containsExactly("opened");
        assertThat(memory.conditions().get("signal_service").cause()).isEqualTo("database");
    }

    @Test
    void aCauseThatIsConfirmedLaterTakesTheIncidentOver() {
        // Given: services lose the database one after the other, and it is seen last
        look(3);
        look(3, Part.SIGNAL);
        look(3, Part.SIGNAL, Part.PORTFOLIO);

        // When
        look(5, databaseAndAll());

        // Then
        assertThat(memory.open()).singleElement().satisfies(incident -> {
            assertThat(incident.root()).isEqualTo("database");
            assertThat(incident.incidentId()).startsWith("signal_service-");
            assertThat(incident.level()).isEqualTo(Level.CASCADING);
        });
        var second = memory.incidents().getFirst();
        assertThat(second.incidentId()).startsWith("portfolio_service-");
        assertThat(second.events().getLast().text()).isEqualTo("goes on as the incident of database");
    }

    @Test
    void aPartThatLagsBehindItsCausesRecoveryStaysInTheIncident() {
        // Given
        look(3);
        look(5, databaseAndAll());

        // When: the database is well again, the services only one look later
        look(1, SERVICES);
        look(3);

        // Then
        assertThat(memory.open()).isEmpty();
        assertThat(memory.incidents()).hasSize(1);
        assertThat(alerts()).containsExactly("opened", "closed");
    }

    @Test
    void whatStillFailsWithoutItsCauseIsItsOwn() {
        // Given
        look(3);
        look(5, databaseAndAll());

        // When
        look(6, Part.SIGNAL);

        // Then
        assertThat(memory.open()).singleElement().satisfies(incident -> {
            assertThat(incident.root()).isEqualTo("signal_service");
            assertThat(incident.level()).isEqualTo(Level.WARNING);
            assertThat(incident.worst()).isEqualTo(Level.CASCADING);
            assertThat(incident.restart())
                    .isNotNull()
                    .satisfies(advice -> assertThat(advice.unit()).isEqualTo("signal-service"));
        });
        assertThat(alerts()).containsExactly("opened");
    }

    @Test
    void escalationIsToldOnceForEachLevel() {
        // Given
        look(3);
        look(4, Part.PORTFOLIO);

        // When
        look(4, Part.PORTFOLIO, Part.OUTBOX);
        look(4, Part.PORTFOLIO, Part.OUTBOX, Part.EXCHANGE);
        look(3, Part.PORTFOLIO, Part.EXCHANGE);
        look(4, Part.PORTFOLIO, Part.OUTBOX, Part.EXCHANGE);

        // Then
        assertThat(alerts()).containsExactly("opened", "escalated", "escalated");
        assertThat(memory.open().getFirst().events())
                .filteredOn(event -> event.kind().equals("escalated"))
                .extracting(Event::level)
                .containsExactly(Level.CRITICAL, Level.CASCADING);
    }

    @Test
    void b51OneFailingPartIsNeverMoreThanAWarningAndNeverRestartsAnythingElse() {
        for (var part : Part.values()) {
            // Given
            var alone = new Detector(new Limits(Optional.empty()));
            var known = look(alone, Memory.EMPTY, 3, Set.of());

            // When: for three hours
            known = look(alone, known, 3 * 360, EnumSet.of(part));

            // Then
            var incident = known.open().getFirst();
            assertThat(incident.worst()).as(part.text()).isEqualTo(Level.WARNING);
            assertThat(incident.affected()).containsExactly(part.text());
            assertThat(known.restarts().keySet()).isEqualTo(part.unit() == null ? Set.of() : Set.of(part.unit()));
        }
    }

    @Test
    void b51RestartsAreAdvisedForTheSmallestUnitAndNoMoreOftenThanItsBudget() {
        // Given
        look(3);

        // When: feeds are stale for two hours
        look(3, Part.FEEDS);
        var first = memory.open().getFirst().restart();
        look(31, Part.FEEDS);
        var second = memory.open().getFirst().restart();
        look(120, Part.FEEDS);
        var spent = memory.open().getFirst().restart();
        look(566, Part.FEEDS);

        // Then
        assertThat(first).satisfies(advice -> {
            assertThat(advice.unit()).isEqualTo("market-ingest-service");
            assertThat(advice.allowed()).isTrue();
            assertThat(advice.used()).isOne();
        });
        assertThat(second.used()).isEqualTo(2);
        assertThat(spent.allowed()).isFalse();
        assertThat(spent.used()).isEqualTo(3);
        assertThat(spent.nextAt())
                .isEqualTo(memory.incidents().getFirst().openedAt().plus(Duration.ofHours(1)));
        assertThat(memory.open().getFirst().events())
                .filteredOn(event -> event.kind().equals("restart-advised"))
                .extracting(Event::text)
                .containsExactly(
                        "a restart of market-ingest-service may help, 1 of 3",
                        "a restart of market-ingest-service may help, 2 of 3",
                        "a restart of market-ingest-service may help, 3 of 3",
                        "a restart of market-ingest-service may help, 3 of 3",
                        "a restart of market-ingest-service may help, 3 of 3",
                        "a restart of market-ingest-service may help, 3 of 3");
    }

    @Test
    void theBudgetOutlivesTheIncident() {
        // Given
        look(3);
        look(3, Part.SIGNAL);
        look(3);

        // When
        look(3, Part.SIGNAL);

        // Then: the pause after the first advice is not over
        assertThat(memory.incidents()).hasSize(2);
        assertThat(memory.open().getFirst().restart())
                .satisfies(advice -> assertThat(advice.used()).isOne());
    }

    @Test
    void aSuiteThatIsOnlyStartingHasNotFailed() {
        // Given, When
        look(11, databaseAndAll());
        var starting = memory;
        look(2, databaseAndAll());

        // Then: after two minutes it has
        assertThat(starting.incidents()).isEmpty();
        assertThat(memory.open()).hasSize(1);
    }

    @Test
    void withoutEvidenceNothingIsEnteredOrLeft() {
        // Given
        look(3);
        look(3, Part.FEEDS);

        // When
        for (int i = 0; i < 20; i++) {
            now = now.plus(EVERY);
            memory = detector.look(memory, List.of(new Reading(Part.FEEDS, Verdict.UNKNOWN, "does not tell")), now);
        }

        // Then
        assertThat(memory.open()).hasSize(1);
        assertThat(memory.conditions().get("feeds").state()).isEqualTo(State.FAILING);
        assertThat(memory.conditions().get("signal_service").state()).isEqualTo(State.WELL);
    }

    @Test
    void closedIncidentsAreForgottenOldestFirstAndOpenOnesNever() {
        // Given
        look(3);
        look(3, Part.FEEDS);

        // When
        for (int i = 0; i < 8; i++) {
            look(3, Part.FEEDS, Part.SIGNAL);
            look(3, Part.FEEDS);
        }

        // Then
        assertThat(memory.incidents()).hasSize(6);
        assertThat(memory.open())
                .singleElement()
                .satisfies(incident -> assertThat(incident.root()).isEqualTo("feeds"));
    }

    private static Part[] databaseAndAll() {
        return new Part[] {Part.DATABASE, Part.MARKET_INGEST, Part.SIGNAL, Part.TRADE, Part.PORTFOLIO, Part.FORECAST};
    }

    private List<String> alerts() {
        return memory.incidents().stream()
                .flatMap(incident -> incident.events().stream())
                .map(Event::kind)
                .filter(Incident.ALERTS::contains)
                .toList();
    }

    private void look(int times, Part... failing) {
        memory = look(detector, memory, times, Arrays.stream(failing).collect(Collectors.toSet()));
    }

    private Memory look(Detector by, Memory known, int times, Set<Part> failing) {
        var next = known;
        for (int i = 0; i < times; i++) {
            now = now.plus(EVERY);
            var readings = Arrays.stream(Part.values())
                    .map(part -> new Reading(
                            part, failing.contains(part) ? Verdict.FAILING : Verdict.WELL, "look at " + now))
                    .toList();
            next = by.look(next, readings, now);
        }
        return next;
    }
}
