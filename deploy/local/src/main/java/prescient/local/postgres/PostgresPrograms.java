package prescient.local.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import prescient.local.LauncherProblem;
import prescient.local.state.PrivateFiles;

/**
 * PostgreSQL's programs, unpacked once per machine and version.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresPrograms(Path folder) {

    /** The program called {@code name}: {@code initdb}, {@code pg_ctl} or {@code postgres}. */
    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    /**
     * Unpacks the programs for this machine, unless they are there.
     *
     * @param cache where all suites of a project share them
     * @param own used when the project belongs to another user and has none yet
     */
    static PostgresPrograms unpack(Path cache, Path own) {
        var resource = resource();
        try {
            var name = "postgresql-" + digest(resource);
            for (var folder : List.of(cache.resolve(name), own.resolve(name))) {
                if (Files.isDirectory(folder)) {
                    return new PostgresPrograms(folder);
                }
            }
            return new PostgresPrograms(unpackInto(List.of(cache, own), resource, name));
        } catch (IOException failure) {
            throw new UncheckedIOException("PostgreSQL could not be unpacked into " + cache, failure);
        }
    }

    private static Path unpackInto(List<Path> places, String resource, String name) throws IOException {
        var folder = places.getFirst().resolve(name);
        try {
            unpackAll(resource, folder);
            return folder;
        } catch (AccessDeniedException denied) {
            if (places.size() == 1) {
                throw denied;
            }
            return unpackInto(places.subList(1, places.size()), resource, name);
        }
    }

    private static String resource() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        var arch = "aarch64".equals(System.getProperty("os.arch")) ? "arm_64" : "x86_64";
        var plain = "/postgres-%s-%s.txz".formatted(system, arch);
        var alpine = "/postgres-%s-%s-alpine_linux.txz".formatted(system, arch);
        var names = Files.exists(Path.of("/etc/alpine-release")) ? List.of(alpine, plain) : List.of(plain);
        return names.stream()
                .filter(name -> PostgresPrograms.class.getResource(name) != null)
                .findFirst()
                .orElseThrow(() -> new LauncherProblem(
                        "PLATFORM_UNSUPPORTED",
                        "There are no PostgreSQL programs for this system (" + system + ", " + arch + ").",
                        "Use Linux or macOS on x86-64 or ARM64."));
    }

    private static InputStream open(String resource) throws IOException {
        var stream = PostgresPrograms.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IOException(resource + " is not on the class path");
        }
        return stream;
    }

    private static String digest(String resource) throws IOException {
        try (var stream = open(resource)) {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(stream.readAllBytes());
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Into a folder of its own first, so that a half-unpacked one is never used; two launchers may do it at once. */
    private static void unpackAll(String resource, Path folder) throws IOException {
        var parent = folder.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        var temporary = Files.createTempDirectory(parent, "unpack");
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var archive = new TarArchiveInputStream(new XZCompressorInputStream(open(resource)))) {
            for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                unpackOne(archive, entry, temporary);
            }
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException | AtomicMoveNotSupportedException other) {
            requireUnpacked(folder, other);
        } finally {
            PrivateFiles.delete(temporary);
        }
    }

    private static void requireUnpacked(Path folder, IOException failure) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw failure;
        }
    }

    private static void unpackOne(TarArchiveInputStream archive, TarArchiveEntry entry, Path folder)
            throws IOException {
        var target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("the archive leaves its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(archive, target);
            var executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
