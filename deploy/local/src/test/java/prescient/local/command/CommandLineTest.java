package prescient.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import prescient.local.LauncherProblem;
import prescient.local.Venue;
import prescient.local.cutover.CutoverFeature;
import prescient.local.state.DataFolder;
import prescient.local.state.LegacyMemory;

class CommandLineTest {

    @TempDir
    Path folder;

    @Test
    void criteriaThatAreNotGivenAreNotSent() {
        // When
        var request = parse("up", "--once").cycle.request();
        // Then
        assertThat(request.strategy()).isEqualTo("most-likely");
        assertThat(request.portfolio()).isEqualTo(1);
        assertThat(request.filters()).isEmpty();
        assertThat(request.parameters()).isEmpty();
    }

    @Test
    void criteriaKeepTheirDigitsAndNoneTurnsThemOff() {
        // When
        var request = parse(
                        "up", "--once", "--event-max-days", "120", "--min-conviction", "0.20", "--min-volume", "none")
                .cycle
                .request();
        // Then
        assertThat(request.filters().toString())
                .isEqualTo("{event_max_days_until_end=120, market_min_volume=null, min_conviction=0.20}");
    }

    @Test
    void everyCriterionHasItsField() {
        // When
        var up = parse(("up --event-min-liquidity 1 --event-min-volume 2 --event-min-volume-24hr 3 --event-max-days 4"
                        + " --event-min-days 5 --min-liquidity 6 --min-volume 7 --min-volume-24hr 8"
                        + " --min-conviction 0 --max-conviction 1 --trade-amount 25.50 --max-positions 3"
                        + " --min-price 0.8 --strategy momentum --portfolio 2")
                .split(" "));
        // Then
        assertThat(up.cycle.request().filters().toString())
                .isEqualTo("{event_min_liquidity=1, event_min_volume=2, event_min_volume_24hr=3,"
                        + " event_max_days_until_end=4, event_min_days_until_end=5, market_min_liquidity=6,"
                        + " market_min_volume=7, market_min_volume_24hr=8, min_conviction=0, max_conviction=1}");
        assertThat(up.cycle.request().parameters().toString())
                .isEqualTo("{trade_amount=25.50, max_positions=3, min_price=0.8}");
        assertThat(up.cycle.request().strategy()).isEqualTo("momentum");
        assertThat(up.cycle.request().portfolio()).isEqualTo(2);
    }

    @Test
    void theVenueIsGeneratedUnlessATapeOrLiveDataIsAskedFor() {
        // When, Then
        assertThat(parse("up").venue.venue()).isEqualTo(new Venue.Simulated(1, 2_000, 10_000));
        assertThat(parse("up", "--seed", "7", "--events", "3", "--markets", "9")
                        .venue
                        .venue())
                .isEqualTo(new Venue.Simulated(7, 3, 9));
        assertThat(parse("up", "--live-data").venue.venue()).isEqualTo(new Venue.Live());
        assertThat(parse("up", "--tape", "some dir").venue.venue())
                .isEqualTo(new Venue.Tape(Path.of("some dir").toAbsolutePath()));
    }

    @Test
    void aReplayTimeIsAnInstant() {
        // When, Then
        assertThat(parse("up", "--at", "2025-10-15T16:10:00Z").at).isEqualTo(Instant.parse("2025-10-15T16:10:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "import --from x",
                "up --min-conviction high",
                "up --at yesterday",
                "up --port-base many",
                "up --once --no-cycle",
                "up --once --cycles 3",
                "up --cycles 0",
                "up --interval 0 --cycles 1",
                "up --live-data --seed 4",
                "up --port-base 80",
                "up --mode file-only",
                "up --mode files",
                "up --zone Mars/Olympus",
                "up --legacy no-such-folder",
                "up --backup-every soon",
                "advance",
                "advance nothing",
                "rollback trades --to nowhere",
                "restore",
                "export",
                "backup --list --prune",
                "logs nobody"
            })
    void whatCannotBeUnderstoodEndsWithTwo(String line) {
        // Given
        var arguments = line.isEmpty() ? new String[0] : (line + dataOption(line)).split(" ");
        // When, Then
        assertThat(Cli.run(arguments)).isEqualTo(2);
    }

    @Test
    void aPeriodIsANumberAndAUnit() {
        // When, Then
        assertThat(parse("up", "--backup-every", "24h").backupEvery).isEqualTo(Duration.ofDays(1));
        assertThat(parse("up", "--backup-every", "7d").backupEvery).isEqualTo(Duration.ofDays(7));
        assertThat(parse("up", "--backup-every", "30m").backupEvery).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void aFeatureIsFoundWithDashOrUnderscoreAndAllMeansAllInOrder() {
        // When, Then
        assertThat(new FeatureNames.Text().convert("Portfolio-History").features())
                .containsExactly(CutoverFeature.PORTFOLIO_HISTORY);
        assertThat(new FeatureNames.Text().convert("all").features())
                .startsWith(CutoverFeature.TRADES, CutoverFeature.SIGNALS)
                .endsWith(CutoverFeature.DECISIONS, CutoverFeature.OBSERVATIONS)
                .hasSize(10);
    }

    @Test
    void legacyFilesAreGivenOnceAndKnownAfterwards() throws Exception {
        // Given
        var legacy = Files.createDirectories(folder.resolve("legacy"));
        var data = new DataFolder(folder.resolve("data"));
        data.prepare();
        // When
        var first = parse("up", "--legacy", legacy.toString(), "--zone", "Europe/Berlin", "--mode", "file-only");
        var given = first.legacy.files(data).orElseThrow();
        new LegacyMemory(data).keep(given);
        var later = parse("up").legacy.files(data).orElseThrow();
        // Then
        assertThat(given.variables())
                .containsEntry("PRESCIENT_LEGACY_DIR", legacy.toRealPath().toString())
                .containsEntry("PRESCIENT_LEGACY_ZONE", "Europe/Berlin")
                .containsEntry("PRESCIENT_CUTOVER_MODE", "file-only");
        assertThat(later.folder()).isEqualTo(given.folder());
        assertThat(later.zone()).isEqualTo(given.zone());
        assertThat(later.initialMode()).isEmpty();
    }

    @Test
    void anotherZoneIsRefusedAlsoWhenTheFolderIsOnlyRemembered() throws Exception {
        // Given
        var legacy = Files.createDirectories(folder.resolve("legacy"));
        var data = new DataFolder(folder.resolve("data"));
        data.prepare();
        var first = parse("up", "--legacy", legacy.toString()).legacy.files(data);
        first.ifPresent(new LegacyMemory(data)::keep);
        // When, Then
        assertThat(first.orElseThrow().variables()).containsEntry("PRESCIENT_LEGACY_ZONE", "UTC");
        assertThat(parse("up", "--zone", "UTC").legacy.files(data)).isEqualTo(first);
        assertThatThrownBy(
                        () -> parse("up", "--zone", "America/New_York").legacy.files(data))
                .isInstanceOfSatisfying(
                        LauncherProblem.class,
                        problem -> assertThat(problem.code()).isEqualTo("LEGACY_DIFFERS"));
    }

    @Test
    void nothingToStopIsAlreadyDown() {
        // When, Then
        assertThat(Cli.run("down", "--data", folder.toString())).isZero();
        assertThat(Cli.run("down", "--data", folder.resolve("none").toString(), "--json"))
                .isZero();
    }

    @Test
    void statusOfNothingIsAFailure() {
        // When, Then
        assertThat(Cli.run("status", "--data", folder.toString(), "--json")).isEqualTo(1);
    }

    private String dataOption(String line) {
        var takesData = line.startsWith("up") || line.startsWith("logs");
        return takesData ? " --data " + folder : "";
    }

    private static UpCommand parse(String... arguments) {
        CommandLine parsed = Cli.commandLine();
        parsed.parseArgs(arguments);
        return Objects.requireNonNull(parsed.getSubcommands().get("up")).getCommand();
    }
}
