package prescient.transfer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How records are moved and compared. */
@ConfigMapping(prefix = "prescient.transfer")
public interface TransferConfig {

    /** Records of one transaction of an import, whose forced write they share. A few batches are in memory at a time. */
    @WithDefault("1000")
    int batchRecords();

    Parity parity();

    /** The comparison of both stores in dual-write and database-read. */
    interface Parity {
        /** How often the stores are compared. */
        @WithDefault("60s")
        Duration every();

        /** How often until three comparisons in a row were clean. */
        @WithDefault("5s")
        Duration first();

        /** A comparison is followed by a rest of at least so many times as long as it took. */
        @WithDefault("10")
        int rest();

        /** Between two looks at what differs. */
        @WithDefault("400ms")
        Duration pause();
    }
}
