package prescient.cutover;

import io.smallrye.health.api.HealthGroup;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Tells how full the disk of the legacy files is, which this service writes. A full one is no reason to restart. Health is
 * open to anybody, so it does not say where they are.
 */
@Wellness
@HealthGroup("cutover")
@ApplicationScoped
class DiskCheck implements HealthCheck {

    private final Optional<Path> folder;

    DiskCheck(CutoverConfig config) {
        this.folder = config.legacy().dir();
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("disk").up();
        if (folder.isEmpty()) {
            return answer.withData("state", "no files").build();
        }
        try {
            var disk = Files.getFileStore(folder.get());
            return answer.withData("state", "known")
                    .withData("used_percent", usedPercent(disk))
                    .withData("free_bytes", disk.getUsableSpace())
                    .build();
        } catch (IOException unknown) {
            return answer.withData("state", "unknown").build();
        }
    }

    /** Of what this process could use: space that is kept for others counts as used. Rounded up. */
    private static long usedPercent(FileStore disk) throws IOException {
        long size = disk.getTotalSpace();
        return size == 0 ? 0 : 100 - disk.getUsableSpace() * 100 / size;
    }
}
