package prescient.market.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prescient.market.testing.MarketServiceTest;
import prescient.market.testing.StagedFeed;

/** Who raises the alarm when a feed falls silent. */
@QuarkusTest
class LiveFeedJobTest extends MarketServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LiveFeedJob job;
    private final StagedFeed feed;
    private final InstantSource clock;

    LiveFeedJobTest(LiveFeedJob job, StagedFeed feed, InstantSource clock) {
        this.job = job;
        this.feed = feed;
        this.clock = clock;
    }

    @AfterEach
    void off() {
        feed.stand(FeedHealth.off(StagedFeed.NAME));
        job.watch();
    }

    private void stand(Instant startedAt, Instant heardAt) {
        feed.stand(new FeedHealth(StagedFeed.NAME, true, startedAt, heardAt, heardAt, 3, 2, 1, false, PATIENCE));
    }

    private long alarms() {
        return log.lines().stream()
                .filter(line -> line.contains("feed staged is silent"))
                .count();
    }

    @Test
    void aSilentFeedRaisesOneAlarmUntilItIsHeardAgain() {
        // Given
        log.expect("feed staged is silent");
        var now = clock.instant();
        stand(now.minusSeconds(100), now.minusSeconds(60));

        // When
        job.watch();
        job.watch();

        // Then
        assertThat(alarms()).isEqualTo(1);
        assertThat(job.isAlarmed(StagedFeed.NAME)).isTrue();
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'live-feeds' }.data.staged", equalTo("silent"))
                .body("checks.find { it.name == 'live-feeds' }.data.staged_reconnects", equalTo(3))
                .body("checks.find { it.name == 'live-feeds' }.data.staged_gaps", equalTo(2));

        // And heard again, it may raise another one
        stand(now.minusSeconds(100), clock.instant());
        job.watch();
        assertThat(job.isAlarmed(StagedFeed.NAME)).isFalse();
        stand(now.minusSeconds(100), now.minusSeconds(60));
        job.watch();
        assertThat(alarms()).isEqualTo(2);
    }

    @Test
    void aFeedThatNeverSaidAnythingIsSilentSinceItsStart() {
        // Given
        log.expect("feed staged is silent");
        stand(clock.instant().minusSeconds(11), null);

        // When
        job.watch();

        // Then
        assertThat(alarms()).isEqualTo(1);
    }

    @Test
    void aFeedWithNothingToHearIsNotSilent() {
        // Given
        var then = clock.instant().minusSeconds(60);
        feed.stand(new FeedHealth(StagedFeed.NAME, true, then, then, then, 0, 0, 0, true, PATIENCE));

        // When
        job.watch();

        // Then
        assertThat(alarms()).isZero();
    }

    @Test
    void aFeedThatIsNotConfiguredIsOffAndNoAlarm() {
        // When
        job.watch();

        // Then
        assertThat(job.isAlarmed(StagedFeed.NAME)).isFalse();
        given().get("/q/health/ready")
                .then()
                .body("checks.name", hasItem("live-feeds"))
                .body("checks.find { it.name == 'live-feeds' }.data.staged", equalTo("off"))
                .body("checks.find { it.name == 'live-feeds' }.data.spot", equalTo("off"));
    }
}
