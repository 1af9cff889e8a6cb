package prescient.bench.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WriteWaitsTest {

    private static final String METERS = """
            # TYPE prescient_cutover_write_wait_seconds histogram
            prescient_cutover_write_wait_seconds_bucket{feature="trades",service="x",le="1.0E-5"} 90
            prescient_cutover_write_wait_seconds_bucket{feature="trades",service="x",le="0.001"} 99
            prescient_cutover_write_wait_seconds_bucket{feature="trades",service="x",le="+Inf"} 100
            prescient_cutover_write_wait_seconds_count{feature="trades",service="x"} 100
            prescient_cutover_write_wait_seconds_bucket{feature="other",service="x",le="1.0E-5"} 10
            prescient_cutover_write_wait_seconds_bucket{feature="other",service="x",le="0.001"} 100
            prescient_cutover_write_wait_seconds_bucket{feature="other",service="x",le="+Inf"} 100
            """;

    @Test
    void featuresAreCountedTogether() {
        // When
        var waits = WriteWaits.of(METERS);

        // Then
        assertThat(waits.count()).isEqualTo(200);
        assertThat(waits.atMostMs(0.5)).isCloseTo(0.01, within(1e-9));
        assertThat(waits.atMostMs(0.99)).isCloseTo(1, within(1e-9));
        assertThat(waits.atMostMs(1)).isInfinite();
    }

    @Test
    void onlyWhatCameSinceCounts() {
        // Given
        var before = WriteWaits.of(METERS);
        var after = WriteWaits.of(METERS.replace("} 9", "} 10").replace("\"+Inf\"} 100", "\"+Inf\"} 110"));

        // When
        var since = after.since(before);

        // Then
        assertThat(since.count()).isEqualTo(20);
        assertThat(since.plus(since).count()).isEqualTo(40);
        assertThat(before.since(before).atMostMs(0.5)).isNaN();
        assertThat(WriteWaits.none().plus(before)).isEqualTo(before);
    }

    @Test
    void aServiceWithoutTheMeterIsTold() {
        assertThatThrownBy(() -> WriteWaits.of("jvm_threads_live_threads 5\n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not tell");
    }
}
