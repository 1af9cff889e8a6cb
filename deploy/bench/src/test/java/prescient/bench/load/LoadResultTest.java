package prescient.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LoadResultTest {

    @Test
    void aPercentileIsTheLatencyThatManyRequestsDidNotExceed() {
        // Given: 1 ms, 2 ms, ... 1000 ms
        var nanos = LongStream.rangeClosed(1, 1000).map(ms -> ms * 1_000_000).toArray();
        // When
        var result = new LoadResult(0, null, Duration.ofSeconds(2), nanos);
        // Then
        assertThat(result.percentileMs(50)).isEqualTo(500);
        assertThat(result.percentileMs(99)).isEqualTo(990);
        assertThat(result.percentileMs(100)).isEqualTo(1000);
        assertThat(result.rate()).isEqualTo(500);
    }
}
