package prescient.forecast.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How the eight providers are asked. */
@ConfigMapping(prefix = "prescient.source")
public interface SourceConfig {

    /** How long all providers of a city may take together; who has not answered then is left out. */
    @WithDefault("PT60S")
    Duration deadline();

    Provider openMeteo();

    Provider visualCrossing();

    Provider tomorrow();

    Provider weatherapi();

    Provider googleWeather();

    Provider openweathermap();

    Provider pirateweather();

    Provider weatherGov();

    /** One of them. */
    interface Provider {

        /** Its address, if it is not the usual one. */
        Optional<URI> url();

        /** What it knows its customers by; for weather.gov the User-Agent with a contact. A secret. */
        Optional<String> key();

        /** True when it is never asked. */
        @WithDefault("false")
        boolean disabled();

        /** The least time between two requests, if not its usual one. */
        Optional<Duration> apart();

        /** How many requests it takes in an hour of UTC, if not as many as usual; 0 is without limit. */
        Optional<Integer> perHour();

        /** The same for a day. */
        Optional<Integer> perDay();

        /** The same for a month. */
        Optional<Integer> perMonth();
    }
}
