package prescient.local.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import prescient.local.ServiceName;
import prescient.local.SuiteConfig;
import prescient.local.Venue;

/** A project folder whose five built services are {@link FakeService}. */
public final class FakeInstallation {

    private FakeInstallation() {}

    /** Makes one in {@code root}. */
    public static void in(Path root) throws IOException {
        for (var service : ServiceName.values()) {
            var folder = root.resolve(service.moduleName()).resolve("target/quarkus-app");
            Files.createDirectories(folder);
            writeJar(folder.resolve("quarkus-run.jar"));
        }
    }

    /** A suite of fakes with few markets; PostgreSQL's programs are unpacked once for all tests. */
    public static SuiteConfig suite(Path root, Path data) throws IOException {
        in(root);
        var defaults = SuiteConfig.in(root, data).withVenue(new Venue.Simulated(1, 5, 20));
        return defaults.withCache(cache());
    }

    /** Where tests keep PostgreSQL's programs. */
    public static Path cache() {
        return Path.of("target", "test-cache").toAbsolutePath();
    }

    private static void writeJar(Path file) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
        var name = FakeService.class.getName().replace('.', '/') + ".class";
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                var content = FakeService.class.getResourceAsStream("/" + name)) {
            if (content == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            jar.putNextEntry(new JarEntry(name));
            content.transferTo(jar);
            jar.closeEntry();
        }
    }
}
