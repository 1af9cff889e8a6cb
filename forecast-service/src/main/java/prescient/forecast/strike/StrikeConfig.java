package prescient.forecast.strike;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** Which hourly markets there are. */
@ConfigMapping(prefix = "prescient.strike")
interface StrikeConfig {

    /** By symbol; a symbol without one is unknown, and never taken for another. */
    Map<String, Series> series();

    /** A price older than this makes no table. */
    @WithDefault("PT10S")
    Duration oldestPrice();

    /** How many strikes a table has: those nearest to the price. */
    @WithDefault("21")
    int strikes();

    /** A venue's hourly markets on one symbol. */
    interface Series {

        /** What the price feed calls what is priced, for instance {@code BTC-USD}. */
        String price();

        /** The beginning of its events' tickers, for instance {@code KXBTCD}. */
        String ticker();

        /** As its events' titles call what is priced, for instance {@code Bitcoin}. */
        String name();
    }
}
