package prescient.forecast.cycle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether cycles run by themselves. */
@ConfigMapping(prefix = "prescient.forecast.schedule")
interface ScheduleConfig {

    /** True: pulses, trades and reviews run at the times of their cities. */
    @WithDefault("false")
    boolean enabled();

    /** The environment of their records. */
    @WithDefault("paper")
    String env();
}
