package prescient.local.service;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import prescient.local.LauncherProblem;
import prescient.local.ServiceName;

/**
 * A service as the build left it. It is started from a plain class path, not through the framework's own class loader:
 * only then can the JVM keep its classes in an archive between starts.
 *
 * @param service which one
 * @param folder its {@code target/quarkus-app}
 */
record BuiltService(ServiceName service, Path folder) {

    private static final String MAIN_CLASS = "io.quarkus.runner.GeneratedMain";

    /** Built under {@code root}, the project's folder; refuses when it is not there. */
    static BuiltService find(Path root, ServiceName service) {
        var folder = root.resolve(service.moduleName()).resolve("target/quarkus-app");
        var jar = folder.resolve("quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new LauncherProblem(
                    "NOT_BUILT",
                    service + " is not built: " + jar + " is missing.",
                    "Run ./prescient, which builds what is missing, or `mvn package`.");
        }
        return new BuiltService(service, folder);
    }

    /** The jar with the main class; it changes with every build. */
    Path mainJar() {
        return folder.resolve("quarkus/generated-bytecode.jar");
    }

    /** Starts the JVM with {@code options} before the main class. */
    ServiceCommand.Start start(List<String> options) {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(options);
        command.add("-Dprescient.service=" + service.moduleName());
        if (!Files.exists(mainJar())) {
            command.add("-jar");
            command.add(folder.resolve("quarkus-run.jar").toString());
            return new ServiceCommand.Start(command, JvmOptions.ENVIRONMENT);
        }
        command.add(MAIN_CLASS);
        var environment = new HashMap<>(JvmOptions.ENVIRONMENT);
        environment.put("CLASSPATH", classPath());
        return new ServiceCommand.Start(command, environment);
    }

    /** Classes that the build changed come before those they replace. */
    String classPath() {
        var jars = new ArrayList<String>();
        jars.add(mainJar().toString());
        for (var part : List.of("quarkus/transformed-bytecode.jar", "app", "lib/boot", "lib/main")) {
            jars.addAll(jarsOf(folder.resolve(part)));
        }
        return String.join(File.pathSeparator, jars);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<String> jarsOf(Path part) {
        if (!Files.isDirectory(part)) {
            return Files.exists(part) ? List.of(part.toString()) : List.of();
        }
        try (Stream<Path> files = Files.list(part)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
