package prescient.portfolio;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import prescient.portfolio.books.PortfolioFeature;

/**
 * A folder of legacy files that is trusted, and no PostgreSQL: nothing listens on port 1. A test injects it by declaring
 * a field of this type.
 */
public class FileMode implements QuarkusTestResourceLifecycleManager {

    private final Path folder = temporary();

    private static Path temporary() {
        try {
            return Files.createTempDirectory("legacy");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Map<String, String> start() {
        return Map.of(
                "prescient.db.port",
                "1",
                "prescient.legacy.dir",
                folder.toString(),
                "prescient.cutover.mode",
                "file-only");
    }

    @Override
    public void stop() {
        clear();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, field -> field.getType() == FileMode.class);
    }

    Path folder() {
        return folder;
    }

    Path portfolio() {
        return folder.resolve("trades/portfolio.json");
    }

    /** Portfolio 1 with this much cash, as an old program left it. */
    int portfolio(PortfolioFeature feature, String dollars) {
        feature.live().close();
        clear();
        write(portfolio(), """
                {
                  "balance": %s,
                  "positions": [],
                  "total_invested": 0.0,
                  "total_profit_loss": 0.0,
                  "trade_count": 0,
                  "created_at": "2025-10-20T17:02:45.883009",
                  "last_updated": "2025-10-20T17:02:45.883009"
                }""".formatted(dollars.contains(".") ? dollars : dollars + ".0"));
        return 1;
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Everything but the modes and locks of the running service. */
    void clear() {
        try (var all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().endsWith(".lock"))
                    .filter(file -> !file.getFileName().toString().startsWith("modes"))
                    .sorted(Comparator.reverseOrder())
                    .forEach(FileMode::delete);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
