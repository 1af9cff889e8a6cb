package prescient.market.catalogue;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import prescient.cutover.CutoverConfig;
import prescient.cutover.LegacyFolder;

/** The live legacy files, opened when first asked for. */
@ApplicationScoped
public class LiveFile {

    private final CutoverConfig config;
    private @Nullable CatalogueFile file;

    LiveFile(CutoverConfig config) {
        this.config = config;
    }

    /** @throws IllegalStateException when no legacy folder is configured */
    public synchronized CatalogueFile catalogue() {
        var opened = file;
        if (opened == null) {
            opened = new CatalogueFile(new LegacyFolder(dir(), config.legacy().zone()), true);
            file = opened;
        }
        return opened;
    }

    /** The folder of the live files. */
    public Path dir() {
        return config.legacy().dir().orElseThrow(() -> new IllegalStateException("no legacy folder is configured"));
    }

    @PreDestroy
    synchronized void close() {
        if (file != null) {
            file.close();
        }
    }
}
