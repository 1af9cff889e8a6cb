package prescient.signal.backtest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Limits of backtests. */
@ConfigMapping(prefix = "prescient.backtest")
interface BacktestConfig {

    /** How often waiting backtests are looked for, as a Quarkus duration; {@code off} never. */
    @WithDefault("2s")
    String every();

    /** Most snapshots of one backtest; each takes sixty bytes of memory. */
    @WithDefault("500000")
    int maxSnapshots();

    /** Most variants of one sweep. */
    @WithDefault("256")
    int maxVariants();

    /** Variants that are replayed at the same time; each takes a core. */
    @WithDefault("2")
    int threads();

    /** Folder with recorded tapes, {@code NAME.jsonl}; without it there are none. */
    Optional<Path> tapes();
}
