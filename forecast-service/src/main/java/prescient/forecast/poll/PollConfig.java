package prescient.forecast.poll;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Whether stations are asked by themselves, and how often. */
@ConfigMapping(prefix = "prescient.poll")
interface PollConfig {

    /** True: the stations of all cities are asked again and again. */
    @WithDefault("false")
    boolean enabled();

    /** How often. Stations report every 5 to 60 minutes. */
    @WithDefault("PT2M")
    Duration every();
}
