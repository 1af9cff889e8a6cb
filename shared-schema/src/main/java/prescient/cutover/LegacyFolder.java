package prescient.cutover;

import java.nio.file.Path;
import java.time.ZoneId;

/**
 * Where legacy files are.
 *
 * @param path the folder that holds {@code trades/}, {@code history/}, {@code events/}, {@code markets/}, or the files
 *     themselves side by side
 * @param zone in which the files' local times were written
 */
public record LegacyFolder(Path path, ZoneId zone) {}
