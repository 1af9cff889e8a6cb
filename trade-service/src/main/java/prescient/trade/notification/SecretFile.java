package prescient.trade.notification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A secret or a certificate in a file, as containers and clusters hand it over. Blocks. */
final class SecretFile {

    private SecretFile() {}

    /**
     * What the file holds, without the line end behind it.
     *
     * @param setting that names the file
     * @throws IllegalArgumentException when there is a setting and nothing to read
     */
    static Optional<String> read(String setting, Optional<Path> file) {
        return file.map(path -> {
            try {
                var secret = Files.readString(path).strip();
                if (secret.isEmpty()) {
                    throw new IllegalArgumentException(setting + " is " + path + ", which is empty");
                }
                return secret;
            } catch (IOException unreadable) {
                throw new IllegalArgumentException(setting + " is " + path + ", which cannot be read", unreadable);
            }
        });
    }
}
