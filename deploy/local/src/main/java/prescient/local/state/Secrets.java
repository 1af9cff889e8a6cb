package prescient.local.state;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import prescient.local.LauncherProblem;

/** The passwords of one suite's database roles: random, made at first use, in a file only its owner can read. */
public final class Secrets {

    private static final int PASSWORD_BYTES = 24;

    private final DataFolder folder;
    private final Properties passwords;

    private Secrets(DataFolder folder, Properties passwords) {
        this.folder = folder;
        this.passwords = passwords;
    }

    /** The passwords of {@code folder}; refuses when the file is lost while the database that needs it is there. */
    public static Secrets of(DataFolder folder) {
        var passwords = new Properties();
        var file = folder.secretsFile();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                passwords.load(reader);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        } else if (Files.exists(folder.postgres())) {
            throw new LauncherProblem(
                    "SECRETS_MISSING",
                    "The database in " + folder.postgres() + " is there, but its passwords in " + file + " are not.",
                    "Bring the file back, or begin with an empty folder: --data DIR.");
        }
        return new Secrets(folder, passwords);
    }

    /** The password of a role: the same one at every call, also in later runs. */
    public synchronized String password(String role) {
        var known = passwords.getProperty(role);
        if (known != null) {
            return known;
        }
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        var made = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        passwords.setProperty(role, made);
        save();
        return made;
    }

    private void save() {
        try {
            var text = new StringWriter();
            passwords.store(text, "Passwords of the roles of this folder's database");
            PrivateFiles.replace(folder.secretsFile(), text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
