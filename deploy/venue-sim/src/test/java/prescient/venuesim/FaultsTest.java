package prescient.venuesim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults on request. */
class FaultsTest {

    private static final long SEED = 5;

    private final SimUser venue = SimUser.of(new TestClock().small(40, 60).withSeed(SEED));

    @AfterEach
    void stop() {
        venue.close();
    }

    private void fault(String json) throws Exception {
        assertThat(venue.post("/sim/faults", json)).isEqualTo(200);
    }

    @Test
    void http429ComesWithoutRetryAfterUnlessAskedFor() throws Exception {
        // Given
        fault("{\"kind\":\"http_429\",\"count\":1}");
        fault("{\"kind\":\"http_429\",\"count\":1,\"retry_after_seconds\":7}");

        // When
        var plain = venue.get("/events");
        var polite = venue.get("/events");

        // Then
        assertThat(plain.statusCode()).isEqualTo(429);
        assertThat(plain.headers().firstValue("Retry-After")).isEmpty();
        assertThat(polite.statusCode()).isEqualTo(429);
        assertThat(polite.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(venue.get("/events").statusCode()).isEqualTo(200);
    }

    @Test
    void http500HitsOnlyItsPath() throws Exception {
        // Given
        fault("{\"kind\":\"http_500\",\"path\":\"/markets\"}");

        // Then
        assertThat(venue.get("/markets?id=500001").statusCode()).isEqualTo(500);
        assertThat(venue.get("/markets/500001").statusCode()).isEqualTo(500);
        assertThat(venue.get("/events").statusCode()).isEqualTo(200);
        assertThat(venue.get("/sim/status").statusCode()).isEqualTo(200);
    }

    @Test
    void slowIsTheRightAnswerLate() throws Exception {
        // Given
        var proper = venue.json("/events");
        fault("{\"kind\":\"slow\",\"delay_ms\":200}");

        // When
        var began = System.nanoTime();
        var late = venue.json("/events");

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(late).isEqualTo(proper);
    }

    @Test
    void cutBodyBreaksTheConnection() throws Exception {
        // Given
        fault("{\"kind\":\"cut_body\",\"count\":1}");

        // Then
        assertThatThrownBy(() -> venue.get("/events")).isInstanceOf(IOException.class);
        assertThat(venue.json("/events")).hasSize(20);
    }

    @Test
    void invalidJsonIsACompleteAnswerThatDoesNotParse() throws Exception {
        // Given
        fault("{\"kind\":\"invalid_json\",\"count\":1}");

        // When
        var answer = venue.get("/events/keyset");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> venue.parse(answer.body())).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void duplicatePageIsServedAgainByTheNextCursorAndNothingIsLost() throws Exception {
        // Given
        fault("{\"kind\":\"duplicate_page\",\"count\":1}");

        // When
        var pages = venue.keysetPages("/events/keyset?limit=10");

        // Then
        assertThat(pages).hasSize(5);
        assertThat(pages.get(1).get("events")).isEqualTo(pages.get(0).get("events"));
        assertThat(SimUser.ids(pages.get(4).get("events"))).hasSize(10).contains("20039");
    }

    @Test
    void duplicatePageOfOffsetListsIsThePageBeforeAndOfIdsEveryItemTwice() throws Exception {
        // Given
        var first = venue.json("/events?limit=10");
        fault("{\"kind\":\"duplicate_page\",\"count\":2}");

        // Then
        assertThat(venue.json("/events?limit=10&offset=10")).isEqualTo(first);
        assertThat(SimUser.ids(venue.json("/markets?id=500001&id=500002")))
                .isEqualTo(List.of("500001", "500002", "500001", "500002"));
    }

    @Test
    void reorderPageComesBackwards() throws Exception {
        // Given
        var proper = SimUser.ids(venue.json("/events?limit=10"));
        fault("{\"kind\":\"reorder_page\",\"count\":2}");

        // Then
        assertThat(SimUser.ids(venue.json("/events?limit=10"))).isEqualTo(proper.reversed());
        assertThat(SimUser.ids(venue.json("/events/keyset?limit=10").get("events")))
                .isEqualTo(proper.reversed());
    }

    @Test
    void theSameSeedAndRequestsMeetTheSameFaults() throws Exception {
        System.out.println("seed " + SEED);
        // When
        var first = statuses();
        assertThat(venue.send("DELETE", "/sim/faults", "").statusCode()).isEqualTo(200);
        var again = statuses();

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(first).contains(200, 429, 500);
        try (var other = SimUser.of(new TestClock().small(40, 60).withSeed(SEED + 1))) {
            other.post("/sim/faults", "{\"kind\":\"http_429\",\"probability\":0.3}");
            other.post("/sim/faults", "{\"kind\":\"http_500\",\"probability\":0.3}");
            var others = new ArrayList<Integer>();
            for (int i = 0; i < 60; i++) {
                others.add(other.get("/events?limit=1").statusCode());
            }
            assertThat(others).isNotEqualTo(first);
        }
    }

    private List<Integer> statuses() throws Exception {
        fault("{\"kind\":\"http_429\",\"probability\":0.3}");
        fault("{\"kind\":\"http_500\",\"probability\":0.3}");
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < 60; i++) {
            statuses.add(venue.get("/events?limit=1").statusCode());
        }
        return statuses;
    }

    @Test
    void clearingEndsTheFaults() throws Exception {
        // Given
        fault("{\"kind\":\"http_500\"}");
        assertThat(venue.get("/events").statusCode()).isEqualTo(500);

        // When
        venue.send("DELETE", "/sim/faults", "");

        // Then
        assertThat(venue.get("/events").statusCode()).isEqualTo(200);
        assertThat(venue.status().get("faults")).isEmpty();
    }

    @Test
    void theStatusCountsRequestsAndFaults() throws Exception {
        // Given
        fault("{\"kind\":\"http_500\",\"path\":\"/markets\",\"count\":2}");

        // When
        venue.get("/markets");
        venue.get("/markets/1");
        venue.get("/markets/1");
        venue.get("/events/keyset");

        // Then
        var status = venue.status();
        assertThat(status.get("requests").asInt()).isEqualTo(4);
        assertThat(status.get("requests_by_route"))
                .isEqualTo(venue.parse("{\"/events/keyset\":1,\"/markets\":1,\"/markets/{id}\":2}"));
        assertThat(status.get("faults_served")).isEqualTo(venue.parse("{\"http_500\":2}"));
        assertThat(status.get("faults").get(0).get("served").asInt()).isEqualTo(2);
    }
}
