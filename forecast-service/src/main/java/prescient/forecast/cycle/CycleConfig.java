package prescient.forecast.cycle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;

/** What a forecast cycle may do. */
@ConfigMapping(prefix = "prescient.forecast.cycle")
interface CycleConfig {

    /** How long a step is repeated while the database, or trade-service for orders, does not answer. */
    @WithDefault("PT60S")
    Duration stepPatience();

    /** The pause between two attempts of a step. */
    @WithDefault("PT0.5S")
    Duration retryPause();

    /** How many days back a climate report is still looked for. */
    @WithDefault("7")
    int lookBackDays();

    /** How many days of grades make the weights, and how many days of figures a city's score. */
    @WithDefault("14")
    int windowDays();

    /** Below it nothing is traded, 0 to 1. */
    @WithDefault("0.75")
    double leastConfidence();

    /** Above it nothing is traded, degrees Fahrenheit. */
    @WithDefault("3.0")
    double mostSpreadF();

    /** What live runs of a day may spend together, and each dry run, dollars. */
    @WithDefault("20")
    BigDecimal dailyDollars();

    /** The most contracts of an order. */
    @WithDefault("500")
    int mostContracts();
}
