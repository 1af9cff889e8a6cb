package prescient.market.catalogue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import prescient.cutover.CutoverConfig;
import prescient.market.testing.FileOnly;
import prescient.market.testing.Kalshi;
import prescient.market.testing.StagedVenue;

/** The contract on files alone: there is no PostgreSQL to be reached. */
@QuarkusTest
@TestProfile(FileOnly.class)
class CatalogueFileContractTest extends CatalogueContract {

    @Inject
    CutoverConfig config;

    @Test
    void theFilesHoldWhatTheOldProgramsWouldHaveWritten() throws Exception {
        // Given
        venue.playPages(
                "[{\"id\":\"7\",\"volume\":60000.10,\"tiny\":0.00001,\"liquidity\":20000,\"title\":\"Seán \\u00e9\","
                        + "\"markets\":[{\"id\":\"71\",\"volume\":\"60000\",\"liquidity\":\"20000\",\"z\":null}]}]");
        ingest().body("status", equalTo("complete"));

        // When
        filter("").body("markets", equalTo(1));

        // Then
        var event = """
                [
                  {
                    "id": "7",
                    "volume": 60000.1,
                    "tiny": 1e-05,
                    "liquidity": 20000,
                    "title": "Seán é",
                    "markets": [
                      {
                        "id": "71",
                        "volume": "60000",
                        "liquidity": "20000",
                        "z": null
                      }
                    ]
                  }
                ]""";
        assertThat(text("events/raw_events_backup.json")).isEqualTo(event);
        assertThat(text("events/filtered_events.json"))
                .isEqualTo(event.replace("    ]\n  }\n]", "    ],\n    \"days_until_end\": null\n  }\n]"));
        assertThat(text("markets/filtered_markets.json")).isEqualTo("""
                [
                  {
                    "id": "71",
                    "volume": "60000",
                    "liquidity": "20000",
                    "z": null
                  }
                ]""");
    }

    @Test
    void aMarketOfAnotherVenueStaysOutOfTheFiles() throws Exception {
        // Given
        filter("");
        var names = List.of(
                "events/raw_events_backup.json", "events/filtered_events.json", "markets/filtered_markets.json");
        var before = new ArrayList<String>();
        for (var name : names) {
            before.add(text(name));
        }
        venue.play(path -> StagedVenue.Reply.ok(Kalshi.markets(Kalshi.open("KXHIGHNY-26FEB03-B36.5", 34, 31))));

        // When
        refresh("KXHIGHNY-26FEB03-B36.5").body("quotes", hasSize(1));

        // Then
        for (int i = 0; i < names.size(); i++) {
            assertThat(text(names.get(i))).isEqualTo(before.get(i));
        }
        assertThat(text(".prescient/events-quotes.json")).contains("\"kalshi\"");
    }

    @Test
    void whatWasBrokenIsKeptBesideTheFiles() throws Exception {
        // Given
        venue.playPages("[{\"title\":\"no id 4711\"}]");

        // When
        ingest().body("quarantined", equalTo(1));

        // Then
        assertThat(text(".prescient/events-quarantine.jsonl")).contains("no id 4711");
    }

    @Test
    void whatWasBrokenWhileTheDiskWasFullIsKeptTheNextTime() throws Exception {
        // Given
        var journal = config.legacy().dir().orElseThrow().resolve(".prescient/events-quarantine.jsonl");
        venue.playPages("[{\"title\":\"no id 4712\"}]");
        ingest().statusCode(200);
        var before = Files.readString(journal);
        Files.delete(journal);
        Files.createDirectory(journal); // nothing can be written there
        venue.playPages("[{\"title\":\"no id 4713\"}]");
        ingest().statusCode(503);
        Files.delete(journal);
        Files.writeString(journal, before);

        // When
        ingest().statusCode(200);

        // Then
        assertThat(Files.readString(journal)).startsWith(before).containsOnlyOnce("no id 4713");
    }

    @Test
    void aServiceOnFilesIsReadyWithoutPostgresql() {
        given().get("/q/health/ready").then().statusCode(200).body("checks.name", hasItem("feeds"));
        given().get("/q/health/live").then().statusCode(200);
        given().get("/markets/11/history").then().statusCode(200).body("items", hasSize(0));
    }

    private String text(String name) throws Exception {
        Path dir = config.legacy().dir().orElseThrow();
        return Files.readString(dir.resolve(name));
    }
}
