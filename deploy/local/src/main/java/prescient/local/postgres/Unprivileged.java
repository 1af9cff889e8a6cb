package prescient.local.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prescient.local.LauncherProblem;
import prescient.local.process.Apart;

/**
 * Lets root start PostgreSQL, which refuses to run as root: in a user namespace where root is nobody (its files stay
 * its own), or, where namespaces are forbidden, as the user nobody, who then owns the data.
 *
 * @param prefix what to put before a command
 * @param owner numeric user who must own the data; null when that is the user who runs this anyway
 */
record Unprivileged(List<String> prefix, @Nullable Integer owner) {

    private static final int ROOT = 0;
    private static final int NOBODY = 65_534;

    /** How this user can start PostgreSQL. */
    static Unprivileged find() throws IOException, InterruptedException {
        if (!"0".equals(output(List.of("id", "-u")))) {
            return new Unprivileged(List.of(), null);
        }
        var namespace = List.of("unshare", "-U");
        if (Apart.program("unshare").isPresent() && isUnprivileged(namespace)) {
            return new Unprivileged(namespace, ROOT);
        }
        var other = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        if (Apart.program("setpriv").isPresent() && isUnprivileged(other)) {
            return new Unprivileged(other, NOBODY);
        }
        throw new LauncherProblem(
                "ROOT_NOT_POSSIBLE",
                "PostgreSQL does not run as root, and this system offers neither user namespaces nor setpriv.",
                "Run ./prescient as an ordinary user.");
    }

    /** {@code command} as somebody who is not root. */
    List<String> command(List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    /** Hands {@code path} and all in it to the user PostgreSQL will run as, unless it is that user's already. */
    void handOver(Path path) throws IOException, InterruptedException {
        if (owner != null && !owner.equals(Files.getAttribute(path, "unix:uid"))) {
            output(List.of("chown", "-R", owner + ":" + owner, path.toString()));
        }
    }

    private static boolean isUnprivileged(List<String> prefix) throws IOException, InterruptedException {
        var user = output(Stream.concat(prefix.stream(), Stream.of("id", "-u")).toList());
        return user.matches("[0-9]+") && !"0".equals(user);
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var stream = process.getInputStream()) {
            var text = new String(stream.readAllBytes(), StandardCharsets.US_ASCII).strip();
            process.waitFor(10, TimeUnit.SECONDS);
            return text;
        }
    }
}
