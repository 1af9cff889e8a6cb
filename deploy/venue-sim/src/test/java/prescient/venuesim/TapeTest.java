package prescient.venuesim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded answers are served as they were recorded. */
class TapeTest {

    private static final String MARKET =
            "{\"id\":\"11\",\"question\":\"Se\u00e1n?\",\"outcomes\":\"[\\\"Yes\\\", \\\"No\\\"]\","
                    + "\"outcomePrices\":\"[\\\"0.5011070537256923\\\", \\\"0.4988929462743077\\\"]\","
                    + "\"volume\":\"90000\","
                    + "\"volumeNum\":90000.0,\"oneDayPriceChange\":0.9999997634239863,\"odd\":null}";
    private static final String FIRST =
            "{\"id\":\"1\",\"title\":\"One\",\"volume\":10000.0,\"big\":12345678901234567890.10,\"markets\":[" + MARKET
                    + "]}";
    private static final String SECOND = "{\"id\":\"2\",\"title\":\"Two\",\"endDate\":null,\"markets\":[]}";

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private SimUser start() {
        return SimUser.of(VenueSimConfig.tape(folder, clock));
    }

    @Test
    void everyDigitAndLetterIsServedAsRecorded() throws Exception {
        // Given
        write("raw_events_backup.json", "[" + FIRST + "," + SECOND + "]");

        // Then
        try (var venue = start()) {
            assertThat(venue.get("/events?closed=False").body()).isEqualTo("[" + FIRST + "," + SECOND + "]");
            assertThat(venue.get("/events/keyset").body()).isEqualTo("{\"events\":[" + FIRST + "," + SECOND + "]}");
            assertThat(venue.get("/markets/11").body()).isEqualTo(MARKET);
            assertThat(venue.json("/markets")).hasSize(1);
        }
    }

    @Test
    void rawFilesComeFirstAndWhatTheLegacyFilterAddedIsNotServed() throws Exception {
        // Given
        write(
                "filtered_events.json",
                "[" + SECOND.replace("Two", "Filtered").replace("[]}", "[],\"days_until_end\":9}")
                        + ",{\"id\":\"3\",\"title\":\"Three\",\"markets\":[],\"days_until_end\":null}]");
        write("raw_events_backup.json", "[" + FIRST + "," + SECOND + "]");

        // When
        try (var venue = start()) {
            var events = venue.get("/events").body();

            // Then
            assertThat(SimUser.ids(venue.parse(events))).isEqualTo(List.of("1", "2", "3"));
            assertThat(events).contains(SECOND).doesNotContain("days_until_end", "Filtered");
        }
    }

    @Test
    void wrappedListsAreReadAndOtherFilesAreNamedInTheStatus() throws Exception {
        // Given
        write("a.json", "{\"data\":[" + FIRST + "]}");
        write("b.json", "{\"events\":[" + SECOND + "],\"next_cursor\":\"x\"}");
        write("signals.json", "[{\"archived_at\":\"2025-10-15T16:10:00.138937\",\"signals\":[]}]");
        write("notes.txt", "not JSON, and not asked for");

        // When
        try (var venue = start()) {
            // Then
            assertThat(SimUser.ids(venue.json("/events"))).isEqualTo(List.of("1", "2"));
            assertThat(venue.status().get("notes").toString())
                    .contains("signals.json")
                    .doesNotContain("notes.txt");
        }
    }

    @Test
    void closedEventsLeaveTheOpenListOnly() throws Exception {
        // Given
        write("raw.json", "[" + FIRST + "," + SECOND.replace("[]}", "[],\"closed\":true}") + "]");

        // Then
        try (var venue = start()) {
            assertThat(SimUser.ids(venue.json("/events?closed=False"))).isEqualTo(List.of("1"));
            assertThat(SimUser.ids(venue.json("/events?id=2"))).isEqualTo(List.of("2"));
        }
    }

    @Test
    void aMarketOfATapeCanBeMovedAndResolvedByHand() throws Exception {
        // Given
        write("raw.json", "[" + FIRST + "," + SECOND + "]");
        try (var venue = start()) {
            // When
            venue.post("/sim/markets/11", "{\"outcome_prices\":[\"0\",\"1\"],\"closed\":true}");

            // Then
            var market = venue.json("/markets?id=11").get(0);
            assertThat(market.get("outcomePrices").asText()).isEqualTo("[\"0\", \"1\"]");
            assertThat(market.get("closed").asBoolean()).isTrue();
            assertThat(market.get("oneDayPriceChange").asText()).isEqualTo("0.9999997634239863");
            var event = venue.json("/events/1");
            assertThat(event.get("closed").asBoolean()).isTrue();
            assertThat(event.get("markets").get(0)).isEqualTo(market);
        }
    }

    @Test
    void aTapeThatCannotBeReplayedRefusesToStartAndNamesTheFile() throws Exception {
        assertThatThrownBy(this::start).isInstanceOf(UnusableTape.class).hasMessageContaining(folder.toString());

        assertThatThrownBy(() -> SimUser.of(VenueSimConfig.tape(folder.resolve("nowhere"), clock)))
                .isInstanceOf(UnusableTape.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("no such folder");

        write("other.json", "[]");
        assertThatThrownBy(this::start)
                .isInstanceOf(UnusableTape.class)
                .hasMessageContaining("other.json holds no events");

        write("raw_events.json", "[" + FIRST + ",\n{\"id\":");
        assertThatThrownBy(this::start)
                .isInstanceOf(UnusableTape.class)
                .hasMessageContaining("raw_events.json")
                .hasMessageContaining("not valid JSON")
                .hasMessageContaining("line 2");

        write("raw_events.json", "");
        assertThatThrownBy(this::start).hasMessageContaining("raw_events.json").hasMessageContaining("empty");

        write("raw_events.json", "[" + FIRST + ",17]");
        assertThatThrownBy(this::start).hasMessageContaining("raw_events.json").hasMessageContaining("element 1");
    }
}
