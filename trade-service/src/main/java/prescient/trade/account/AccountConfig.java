package prescient.trade.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How accounts are kept in step. */
@ConfigMapping(prefix = "prescient.account")
interface AccountConfig {

    /** The longest time between two looks at everything, whatever the socket says. */
    @WithDefault("PT30S")
    Duration pollEvery();

    /** How far behind the watermark a walk goes back, since rows may be seen later than they happened. */
    @WithDefault("PT10M")
    Duration overlap();

    /** Whether the venue's socket says when to look. */
    @WithDefault("true")
    boolean socket();

    /** A socket that says nothing for so long, not even a ping, is dead. */
    @WithDefault("PT30S")
    Duration silence();

    /** The pause before a socket is opened again; it doubles with each failure. */
    @WithDefault("PT1S")
    Duration backOff();

    /** The longest such pause. */
    @WithDefault("PT1M")
    Duration longestBackOff();

    /** Pages after which a walk is given up, lest a venue that repeats itself be read for ever. */
    @WithDefault("20000")
    int maxPages();
}
