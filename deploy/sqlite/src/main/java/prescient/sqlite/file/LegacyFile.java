package prescient.sqlite.file;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A database file of the old desk and what its place says about it.
 *
 * @param path real path
 * @param name path below the folder that was walked, with slashes
 * @param layout 1 to 3 for the historic layouts, oldest first; 0 for any other place
 * @param account {@code prod} or {@code demo} when a folder on the way says so
 */
public record LegacyFile(Path path, String name, int layout, Optional<String> account) {

    private static final List<String> ACCOUNTS = List.of("prod", "demo");

    static LegacyFile of(Path folder, Path path) {
        return new LegacyFile(path, folder.relativize(path).toString().replace('\\', '/'), layout(path), account(path));
    }

    /** The symbol whose prices a file of this name has: {@code btc_price_history.db} has those of BTC-USD. */
    public String symbol() {
        var text = path.toString().toLowerCase(Locale.ROOT);
        return text.contains("eth_price") || text.contains("/eth/") ? "ETH-USD" : "BTC-USD";
    }

    private static int layout(Path path) {
        var text = path.toString().replace('\\', '/');
        if (text.contains("/backend/data/users/") || text.contains("/backend/data/live_data/")) {
            return 3;
        }
        if (text.contains("/backend/data/")) {
            return 2;
        }
        return text.contains("/backend/") ? 1 : 0;
    }

    /** The nearest folder decides; copies are often called {@code prod_20250718}. */
    private static Optional<String> account(Path path) {
        var folders = StreamSupport.stream(path.spliterator(), false)
                .map(Path::toString)
                .toList()
                .reversed();
        return folders.stream()
                .skip(1)
                .map(folder -> folder.split("_", 2)[0])
                .filter(ACCOUNTS::contains)
                .findFirst();
    }
}
