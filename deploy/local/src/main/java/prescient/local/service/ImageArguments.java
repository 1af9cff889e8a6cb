package prescient.local.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import prescient.local.ServiceName;

/**
 * How a container starts a service: the launcher's own options, class path and archive, as an argument file for
 * {@code java @FILE}. The archive fits a class path in that order only, so the order is written down, not found.
 */
public final class ImageArguments {

    private ImageArguments() {}

    /**
     * Writes {@code SERVICE.arguments} beside the archive of the service.
     *
     * @param image where the image has the content of {@code target/quarkus-app}, and the archive as {@code classes.aot}
     */
    public static void write(ClassArchives archives, Path root, ServiceName service, Path image) throws IOException {
        var built = BuiltService.find(root, service);
        var arguments = of(built, image);
        Files.write(archives.folder().resolve(service.moduleName() + ".arguments"), arguments);
    }

    static List<String> of(BuiltService built, Path image) {
        // First the JVM, last the main class: what stands between them are options.
        var command = built.start(
                        JvmOptions.with(built.service(), List.of("-XX:AOTCache=" + image.resolve("classes.aot"))))
                .command();
        var arguments = new ArrayList<>(command.subList(1, command.size()));
        arguments.add(arguments.size() - 1, "-cp");
        arguments.add(
                arguments.size() - 1, built.classPath().replace(built.folder().toString(), image.toString()));
        return List.copyOf(arguments);
    }
}
