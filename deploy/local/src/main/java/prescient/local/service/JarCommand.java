package prescient.local.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import prescient.local.ServiceName;

/**
 * Starts the built services with the Java this program runs on, from an archive of loaded classes where there is one.
 * Safe for many threads.
 */
public final class JarCommand implements ServiceCommand {

    private final Path root;
    private final List<String> options;
    private final ClassArchives archives;

    private JarCommand(Path root, List<String> options) {
        this.root = root;
        this.options = options;
        this.archives = ClassArchives.of(root);
    }

    /** For services built under {@code root}, the project's folder. */
    public static JarCommand of(Path root) {
        return new JarCommand(root, List.of());
    }

    /** The same with further options of the JVM, for instance {@code -XX:AOTMode=off} to start without archives. */
    public static JarCommand withOptions(Path root, String... options) {
        return new JarCommand(root, List.of(options));
    }

    /** The same for a run of a few seconds: less work at the start, less speed at the end. */
    public static JarCommand forShortRun(Path root) {
        return new JarCommand(root, List.of(JvmOptions.SHORT_RUN));
    }

    @Override
    public Start of(ServiceName service) {
        var built = BuiltService.find(root, service);
        return archives.usable(built)
                .map(archive -> built.start(JvmOptions.with(service, withArchive(archive))))
                .orElseGet(() -> built.start(JvmOptions.with(service, options)));
    }

    private List<String> withArchive(Path archive) {
        var all = new ArrayList<>(options);
        all.add("-XX:AOTCache=" + archive);
        return all;
    }

    /** An archive that was damaged after it was made must not keep a service from starting: away with it. */
    @Override
    public boolean retryDifferently(ServiceName service) {
        return archives.discard(service);
    }
}
