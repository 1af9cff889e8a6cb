package prescient.market.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.cutover.UnreadableFile;
import prescient.legacy.ForeignWriter;
import prescient.market.catalogue.CatalogueFile.Candidate;
import prescient.market.testing.Gamma;
import prescient.market.venue.GammaNodes;

/** The catalogue in the files of one folder. */
class CatalogueFileTest {

    private static final Sight FIRST = new Sight(Instant.parse("2026-11-20T10:00:00Z"), "r1");
    private static final Sight SECOND = new Sight(Instant.parse("2026-11-20T11:00:00Z"), "r2");
    private static final String EVENTS = "events/raw_events_backup.json";

    @TempDir
    Path dir;

    private CatalogueFile file;

    @BeforeEach
    void open() {
        file = live();
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void anAbsentFolderIsAnEmptyCatalogue() {
        // When
        var index = file.index();

        // Then
        assertThat(index.events()).isEmpty();
        assertThat(index.markets()).isEmpty();
        assertThat(file.files()).isEmpty();
        assertThat(records(file)).isEmpty();
    }

    @Test
    void whatWasSeenAndWhenOutlivesTheProcess() {
        // Given
        ingest(FIRST, true, event("2", "21"), event("1", "11"));

        // When
        restart();

        // Then
        assertThat(file.index().events()).extracting(CatalogueEvent::id).containsExactly("2", "1");
        assertThat(file.index().byId().get("1").sight()).isEqualTo(FIRST);
        assertThat(file.event("1").orElseThrow().path("title").asText()).isEqualTo("Event 1");
        assertThat(file.market("21").orElseThrow().path("question").asText()).isEqualTo("Question 21?");
    }

    @Test
    void anIncompleteCatalogueComesBeforeWhatItDidNotBring() {
        // Given
        ingest(FIRST, true, event("1", "11"), event("2", "21"), event("3", "31"));

        // When
        ingest(SECOND, false, event("4", "41"), event("2", "22"));

        // Then
        assertThat(file.index().events()).extracting(CatalogueEvent::id).containsExactly("4", "2", "1", "3");
        assertThat(file.index().byId().get("3").sight()).isEqualTo(FIRST);
        assertThat(file.index().byId().get("2").sight()).isEqualTo(SECOND);
    }

    @Test
    void pricesOfMarketsThatLeftOutliveTheProcess() {
        // Given
        ingest(FIRST, true, event("1", "11", "12"));
        ingest(SECOND, true, event("1", "12"));

        // When
        restart();

        // Then
        var left = file.index().markets().get("11");
        assertThat(left.listed()).isFalse();
        assertThat(left.quote().yes()).isEqualByComparingTo("0.8");
        assertThat(left.sight()).isEqualTo(FIRST);
        assertThat(file.index().markets().get("12").listed()).isTrue();
    }

    @Test
    void aTornFileIsKeptAndNothingIsWrittenOverIt() throws IOException {
        // Given
        ingest(FIRST, true, event("1", "11"));
        restart();
        var torn = Files.readString(dir.resolve(EVENTS)).substring(0, 200);
        Files.writeString(dir.resolve(EVENTS), torn);

        // Then
        assertThatThrownBy(() -> file.index())
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("raw_events_backup.json");
        assertThatThrownBy(() -> ingest(SECOND, true, event("1", "11"))).isInstanceOf(UnreadableFile.class);
        assertThatThrownBy(() -> records(file)).isInstanceOf(UnreadableFile.class);
        assertThat(dir.resolve(EVENTS)).hasContent(torn);
    }

    @Test
    void aFileThatSomebodyElseChangedIsNotReplaced() throws IOException {
        // Given
        ingest(FIRST, true, event("1", "11"));
        Files.writeString(dir.resolve(EVENTS), "[]");

        // Then
        assertThatThrownBy(() -> ingest(SECOND, true, event("1", "11"))).isInstanceOf(ForeignWriter.class);
        assertThat(dir.resolve(EVENTS)).hasContent("[]");
        assertThat(file.index().events()).isEmpty();
    }

    @Test
    void twoWritersOfOneFolderAreRefused() {
        // Given
        ingest(FIRST, true, event("1", "11"));

        // When
        try (var other = live()) {
            // Then
            assertThatThrownBy(
                            () -> other.refresh(List.of(file.index().markets().get("11"))))
                    .isInstanceOf(ForeignWriter.class);
            assertThat(other.index().events()).hasSize(1);
        }
    }

    @Test
    void aKillBetweenTheFileAndItsSideFileLosesOnlyWhenItWasSeen() throws IOException {
        // Given
        ingest(FIRST, true, event("1", "11"));
        var side = Files.readString(dir.resolve(".prescient/events-seen.json"));
        ingest(SECOND, true, event("1", "12"), event("2", "21"));
        Files.writeString(dir.resolve(".prescient/events-seen.json"), side);

        // When
        restart();

        // Then
        assertThat(file.index().events()).extracting(CatalogueEvent::id).containsExactly("1", "2");
        assertThat(file.index().byId().get("2").sight().runId()).isNull();
        assertThat(file.index().markets().get("11").listed()).isFalse();
    }

    @Test
    void aKillBetweenTheTwoFilesOfAChoiceIsMendedByTheNext() throws IOException {
        // Given
        ingest(FIRST, true, event("1", "11", "12"));
        choose("12");
        var old = Files.readAllBytes(dir.resolve("markets/filtered_markets.json"));
        choose("11");
        Files.write(dir.resolve("markets/filtered_markets.json"), old);
        restart();
        assertThat(file.index().filteredMarkets()).containsExactly("12");

        // When
        choose("11");

        // Then
        assertThat(file.index().filteredMarkets()).containsExactly("11");
        assertThat(file.index().filteredEvents()).containsExactly("1");
    }

    @Test
    void aKillWhileWritingLeavesTheOldFile() throws IOException {
        // Given
        ingest(FIRST, true, event("1", "11"));

        // When
        assertThatThrownBy(() -> file.ingest(
                        sink -> {
                            sink.accept(GammaNodes.object(event("2", "21")), SECOND);
                            throw new IllegalStateException("killed");
                        },
                        () -> true))
                .hasMessage("killed");
        Files.writeString(dir.resolve("events/.raw_events_backup.json.1.tmp"), "[\n  {");
        restart();

        // Then
        assertThat(file.index().events()).extracting(CatalogueEvent::id).containsExactly("1");
        ingest(SECOND, true, event("3", "31"));
        assertThat(file.index().events()).extracting(CatalogueEvent::id).containsExactly("3");
    }

    @Test
    void aChoiceOfAnOlderCatalogueIsNotWritten() {
        // Given
        ingest(FIRST, true, event("1", "11"));
        var old = file.index();
        ingest(SECOND, true, event("longer-than-before", "21"), event("1", "11"));

        // When
        boolean written = file.choose(
                old,
                List.of(new Candidate(old.events().getFirst(), OptionalInt.empty())),
                List.of(old.markets().get("11")));

        // Then
        assertThat(written).isFalse();
        assertThat(file.index().filteredEvents()).isEmpty();
    }

    @Test
    void aChoiceOfWhichOnlyAPartIsStillThereIsNotWrittenAtAll() {
        // Given
        ingest(FIRST, true, event("1", "11"), event("2", "21"));
        var old = file.index();
        ingest(SECOND, true, event("1", "11"), event("longer-than-before", "21"));

        // When
        boolean written = file.choose(
                old,
                List.of(new Candidate(old.events().getFirst(), OptionalInt.empty())),
                List.of(old.markets().get("21")));

        // Then
        assertThat(written).isFalse();
        assertThat(file.index().filteredEvents()).isEmpty();
        assertThat(file.index().filteredMarkets()).isEmpty();
    }

    @Test
    void filesOfTheOldProgramsAreReadFlatWithCarriageReturnsAndWithWhatTheyShouldNotHold() throws IOException {
        // Given
        var text = ("[\n" + event("1", "11") + ",\n" + event("1", "12") + ",\n{\"title\":\"no id\"},\n"
                        + "{\"id\":\"5\",\"liquidity\":NaN}\n]")
                .replace("\n", "\r\n");
        Files.writeString(dir.resolve("raw_events_backup.json"), text);
        restart();

        // When
        var records = records(file);

        // Then
        assertThat(records).extracting(LegacyRecord::key).containsExactly("1", "1", "#2", "5");
        assertThat(records.getLast().notes()).containsKey(CatalogueRecords.LAST);
        assertThat(file.index().events()).extracting(CatalogueEvent::id).containsExactly("1", "5");
        assertThat(file.index().markets()).containsOnlyKeys("11");
        assertThat(Files.readString(dir.resolve("raw_events_backup.json"))).isEqualTo(text);
    }

    @Test
    void recordsOfAnotherStoreReplaceAllFilesAndKeepWhenTheyWereSeen() throws IOException {
        // Given
        ingest(FIRST, true, event("1", "11"), event("2", "21"));
        choose("11");
        var target = dir.resolve("copy");

        // When
        try (var copy = new CatalogueFile(new LegacyFolder(target, ZoneOffset.UTC), false)) {
            copy.replace(file);

            // Then
            assertThat(records(copy)).isEqualTo(records(file));
            assertThat(copy.index().byId().get("2").sight()).isEqualTo(FIRST);
        }
        for (var name : List.of(EVENTS, "events/filtered_events.json", "markets/filtered_markets.json")) {
            assertThat(target.resolve(name)).hasSameBinaryContentAs(dir.resolve(name));
        }
    }

    @Test
    void writingRecordsReplacesThoseThatAreKnownAndAddsTheOthers() {
        // Given
        ingest(FIRST, true, event("1", "11"), event("2", "21"));
        var changed = new LegacyRecord(
                CatalogueRecords.EVENTS, "2", 1, GammaNodes.object(event("2", "22")), java.util.Map.of());
        var added = new LegacyRecord(
                CatalogueRecords.EVENTS, "3", 2, GammaNodes.object(event("3", "31")), java.util.Map.of());

        // When
        file.write(List.of(added, changed));

        // Then
        assertThat(file.index().events()).extracting(CatalogueEvent::id).containsExactly("1", "2", "3");
        assertThat(file.index().markets()).containsOnlyKeys("11", "22", "31");
    }

    @Test
    void textIsFoundInFilesOfAnyFormAndBehindAnyCharacters() throws IOException {
        // Given
        var text = "[{\"id\":\"1\",\"title\":\"Seán 😀\",\"markets\":[]},{\"id\" : \"2\" , \"title\":\"é\"}]";
        Files.createDirectories(dir.resolve("events"));
        Files.write(dir.resolve(EVENTS), text.getBytes(StandardCharsets.UTF_8));

        // When
        var second = file.event("2").orElseThrow();

        // Then
        assertThat(second.path("title").asText()).isEqualTo("é");
        assertThat(file.event("1").orElseThrow().path("title").asText()).isEqualTo("Seán 😀");
    }

    private void choose(String... markets) {
        var index = file.index();
        assertThat(file.choose(
                        index,
                        List.of(new Candidate(index.events().getFirst(), OptionalInt.of(7))),
                        Stream.of(markets).map(id -> index.markets().get(id)).toList()))
                .isTrue();
    }

    private void ingest(Sight sight, boolean whole, String... events) {
        file.ingest(
                sink -> Stream.of(events).forEach(event -> sink.accept(GammaNodes.object(event), sight)), () -> whole);
    }

    private void restart() {
        file.close();
        file = live();
    }

    private CatalogueFile live() {
        return new CatalogueFile(new LegacyFolder(dir, ZoneOffset.UTC), true);
    }

    private static List<LegacyRecord> records(CatalogueFile file) {
        var all = new ArrayList<LegacyRecord>();
        file.read(all::add);
        return all;
    }

    private static String event(String id, String... markets) {
        return Gamma.event(
                id,
                Stream.of(markets)
                        .map(market -> Gamma.market(market, "0.8", "0.2", false))
                        .toArray(String[]::new));
    }
}
