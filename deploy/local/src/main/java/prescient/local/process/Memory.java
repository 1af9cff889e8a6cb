package prescient.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much memory a process holds. */
public final class Memory {

    private static final long KIB_PER_MIB = 1024;

    private Memory() {}

    /** Resident memory of a process in MiB, rounded up; empty when it has ended or the system does not tell. */
    public static OptionalLong residentMb(long pid) {
        try {
            var kib = Files.isDirectory(Path.of("/proc/self")) ? fromProc(pid) : fromPs(pid);
            return kib.isEmpty() ? kib : OptionalLong.of((kib.getAsLong() + KIB_PER_MIB - 1) / KIB_PER_MIB);
        } catch (IOException gone) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong fromProc(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst();
        } catch (java.io.UncheckedIOException gone) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong fromPs(long pid) throws IOException {
        var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        try (var output = ps.getInputStream()) {
            var text = new String(output.readAllBytes(), StandardCharsets.US_ASCII).strip();
            return text.matches("[0-9]+") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        }
    }
}
