package prescient.local.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import prescient.local.LauncherProblem;
import prescient.local.ServiceName;

/**
 * Archives of loaded and linked classes (the JVM's AOT cache), which more than halve the work of a start. They are made
 * from a recorded run; the JVM itself ignores one that does not fit its version or the jars.
 *
 * @param folder where they are kept
 */
public record ClassArchives(Path folder) {

    private static final long MINUTES_TO_MAKE_ONE = 5;

    /** Those of the project in {@code root}. */
    public static ClassArchives of(Path root) {
        return new ClassArchives(root.resolve(".prescient/cache/classes"));
    }

    /** A command that records what a service loads while it runs, for {@link #make}. */
    public ServiceCommand recording(Path root) {
        return new Recording(this, root);
    }

    /** The recording is written when the service ends, which takes a moment. */
    private record Recording(ClassArchives archives, Path root) implements ServiceCommand {

        @Override
        public Start of(ServiceName service) {
            return BuiltService.find(root, service)
                    .start(JvmOptions.with(
                            service,
                            List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + archives.recording(service))));
        }

        /** Recording slows a start down several times, and a machine that builds an image is seldom idle. */
        @Override
        public Duration readyPatience() {
            return Duration.ofMinutes(5);
        }

        @Override
        public Duration stopPatience() {
            return Duration.ofMinutes(1);
        }
    }

    /** Makes the archive of a service from its recording, once the recorded process has ended. */
    public void make(Path root, ServiceName service) throws IOException, InterruptedException {
        var made = folder.resolve(service.moduleName() + ".new");
        var start = BuiltService.find(root, service)
                .start(JvmOptions.with(
                        service,
                        List.of(
                                "-XX:AOTMode=create",
                                "-XX:AOTConfiguration=" + recording(service),
                                "-XX:AOTCache=" + made)));
        var builder =
                new ProcessBuilder(start.command()).redirectErrorStream(true).redirectOutput(log().toFile());
        builder.environment().putAll(start.environment());
        var process = builder.start();
        try {
            var inTime = process.waitFor(MINUTES_TO_MAKE_ONE, TimeUnit.MINUTES);
            if (!inTime || process.exitValue() != 0 || !Files.exists(made)) {
                throw new LauncherProblem(
                        "NO_CLASS_ARCHIVE",
                        "No class archive could be made for " + service + "; " + log() + " says why.",
                        "Nothing needs to be done: the suite works without it and starts a little slower.");
            }
            Files.move(made, archive(service), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(recording(service));
            Files.deleteIfExists(made);
        }
    }

    /** The archive of a service, if there is one that is not older than its build. */
    Optional<Path> usable(BuiltService built) {
        var archive = archive(built.service());
        try {
            var fits = Files.exists(archive)
                    && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(built.mainJar())) >= 0;
            return fits ? Optional.of(archive) : Optional.empty();
        } catch (IOException goneMeanwhile) {
            return Optional.empty();
        }
    }

    /** Removes the archive of a service; true when there was one. */
    boolean discard(ServiceName service) {
        try {
            return Files.deleteIfExists(archive(service));
        } catch (IOException anotherUsers) {
            return false;
        }
    }

    private Path log() {
        return folder.resolve("warm-up.log");
    }

    private Path archive(ServiceName service) {
        return folder.resolve(service.moduleName() + ".aot");
    }

    private Path recording(ServiceName service) {
        return folder.resolve(service.moduleName() + ".recording");
    }
}
