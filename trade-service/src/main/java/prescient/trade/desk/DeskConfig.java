package prescient.trade.desk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Rules and limits of the trading desk. */
@ConfigMapping(prefix = "prescient.desk")
interface DeskConfig {

    /** Whose venue the desk trades on. */
    @WithDefault("simulation")
    String environment();

    /** An order without an answer for this long is unknown, and asked about. */
    @WithDefault("PT10S")
    Duration askTimeout();

    /** Pause between two looks at an order that works. */
    @WithDefault("PT2S")
    Duration poll();

    /** How long an opening order that the venue has never heard of is sent again. */
    @WithDefault("PT30S")
    Duration openPatience();

    /** The longest pause between two attempts; the first is one second, and each doubles. */
    @WithDefault("PT30S")
    Duration longestPause();

    /** Trades driven on, and messages handled, in one run of the job. */
    @WithDefault("500")
    int batch();

    /** Trades driven on side by side. */
    @WithDefault("16")
    int concurrency();

    /** Fills and settlements read at once. */
    @WithDefault("500")
    int page();

    /** A message that failed this often is set aside. */
    @WithDefault("5")
    int messageAttempts();

    /** Handled messages of trades that have ended are forgotten after this. */
    @WithDefault("P90D")
    Duration keepMessages();
}
