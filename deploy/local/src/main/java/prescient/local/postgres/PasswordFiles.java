package prescient.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import prescient.local.LauncherProblem;

/**
 * Passwords as files, the way containers are given secrets: one file per role, named like the role.
 *
 * @param folder where the files are
 */
record PasswordFiles(Path folder) {

    /** The password of {@code role}: what its file holds, but for a line break at the end. */
    String password(String role) {
        var file = folder.resolve(role);
        try {
            var password = Files.readString(file).replaceFirst("\\R$", "");
            if (!password.isBlank() && password.lines().count() == 1) {
                return password;
            }
        } catch (IOException unreadable) {
            throw new LauncherProblem(
                    "PASSWORD_MISSING",
                    "The password of " + role + " cannot be read from " + file + ".",
                    "Mount a file of that name which this user may read.");
        }
        throw new LauncherProblem(
                "PASSWORD_EMPTY",
                "The file " + file + " does not hold a password of one line.",
                "Write the password of " + role + " into it.");
    }
}
