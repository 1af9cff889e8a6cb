package prescient.forecast.oracle;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the reference material lies, if it does. */
public final class Shared {

    private Shared() {}

    /** Real files of the legacy programs. */
    public static Path data() {
        return root().resolve("data/weather");
    }

    /** What the legacy programs answered, case by case. */
    public static Path oracles() {
        return root().resolve("oracles/weather");
    }

    public static boolean isThere() {
        return Files.isDirectory(data()) && Files.isDirectory(oracles());
    }

    /** Skips the test where there is no reference material. */
    public static void assume() {
        assumeTrue(isThere(), "no reference material");
    }

    private static Path root() {
        return Path.of(System.getProperty("prescient.shared", "absent"));
    }
}
