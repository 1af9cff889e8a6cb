package prescient.signal.strategy;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import prescient.cutover.CutoverConfig;

/** The switches of the strategies, which move along with the signals. */
@ApplicationScoped
public class StrategySwitchStore {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final StrategyTable table;
    private final @Nullable StrategyFile file;

    StrategySwitchStore(StrategyTable table, CutoverConfig config) {
        this.table = table;
        this.file = config.legacy().dir().map(StrategyFile::new).orElse(null);
    }

    /** Takes the switches to the files, or to the database. Blocks. */
    public void handOver(boolean toFile) {
        if (toFile) {
            file().replace(table.disabled().await().atMost(DEADLINE));
        } else {
            table.disable(file().disabled()).await().atMost(DEADLINE);
        }
    }

    StrategyTable table() {
        return table;
    }

    StrategyFile file() {
        if (file == null) {
            throw new IllegalStateException("no legacy folder is configured");
        }
        return file;
    }
}
