package prescient.signal.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignalConfigTest {

    @Test
    void hasTheseKeysAndDefaults() {
        var config = new SmallRyeConfigBuilder()
                .withMapping(SignalConfig.class)
                .build()
                .getConfigMapping(SignalConfig.class);

        assertThat(config.maxAge()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.claimLease()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.expireEvery()).isEqualTo("30s");
        assertThat(config.marketDeadline()).isEqualTo(Duration.ofSeconds(50));
    }
}
