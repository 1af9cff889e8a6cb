package prescient.local.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import prescient.local.LauncherProblem;
import prescient.local.ServiceName;

/**
 * The tokens of one suite, in files that only their owner can read: one for each role of people and one for each service.
 * They end after 30 days and are made anew at each start. Safe for many threads.
 */
public final class Tokens {

    /** What people can be. */
    public static final List<String> ROLES = List.of("viewer", "trader", "operator");

    /** Who signs, as the services are told. */
    public static final String ISSUER = "prescient-local";

    private static final String PEOPLE = "prescient";
    private static final String SERVICES = "prescient-internal";
    private static final Duration LIFETIME = Duration.ofDays(30);

    private final DataFolder folder;
    private final InstantSource clock;

    private Tokens(DataFolder folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** The tokens in {@code folder}. */
    public static Tokens of(DataFolder folder) {
        return of(folder, InstantSource.system());
    }

    /** The same with a clock that says from when new ones are good: the machine's, never a replay's. */
    public static Tokens of(DataFolder folder, InstantSource clock) {
        return new Tokens(folder, clock);
    }

    /** Makes all tokens anew, with the folder's key, which is made at first use. */
    public synchronized void renew() {
        try {
            var auth = folder.auth();
            Files.createDirectories(auth);
            Files.setPosixFilePermissions(auth, PosixFilePermissions.fromString("rwx------"));
            var key = key();
            PrivateFiles.replace(keysFile(), key.publicKeys().toString().getBytes(StandardCharsets.UTF_8));
            for (var role : ROLES) {
                write(file(role), token(key, "local-" + role, PEOPLE, role));
            }
            for (var service : ServiceName.values()) {
                write(file(service), token(key, service.moduleName(), SERVICES, "service"));
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** The public keys, for those who check tokens. */
    public Path keysFile() {
        return folder.auth().resolve("keys.json");
    }

    /** The file with the token of a role of people. */
    public Path file(String role) {
        return folder.auth().resolve(role + ".token");
    }

    /** The file with the token of a service. */
    public Path file(ServiceName service) {
        return folder.auth().resolve(service.moduleName() + ".token");
    }

    /** The token of a role of people as it is now; refuses other roles. */
    public String ofRole(String role) {
        if (!ROLES.contains(role)) {
            throw new LauncherProblem(
                    "USAGE",
                    "There is no role " + role + ".",
                    "Name one of " + String.join(", ", ROLES) + ".",
                    LauncherProblem.USAGE);
        }
        return read(role);
    }

    /** The token of a role or, by its name, of a service as it is now; refuses while there is none. */
    public String read(String owner) {
        try {
            return Files.readString(file(owner)).strip();
        } catch (IOException missing) {
            throw new LauncherProblem(
                    "TOKEN_MISSING",
                    "There is no token for " + owner + " in " + folder.auth() + ".",
                    "Start a suite on this folder, which makes tokens: ./prescient up.");
        }
    }

    /** The value of the header {@code Authorization} of who works the suite from this machine. */
    public String operator() {
        return "Bearer " + read("operator");
    }

    private SigningKey key() throws IOException {
        var file = folder.auth().resolve("private.key");
        if (!Files.exists(file)) {
            var made = SigningKey.make();
            PrivateFiles.replace(file, made.encoded());
            return made;
        }
        try {
            return SigningKey.read(Files.readAllBytes(file));
        } catch (IllegalArgumentException damaged) {
            throw new LauncherProblem(
                    "KEY_DAMAGED",
                    "The signing key " + file + " cannot be used: " + damaged.getMessage() + ".",
                    "Delete the folder " + folder.auth() + "; the next start makes a new key and new tokens.");
        }
    }

    private String token(SigningKey key, String subject, String audience, String role) {
        var now = clock.instant();
        var claims = JsonNodeFactory.instance
                .objectNode()
                .put("iss", ISSUER)
                .put("aud", audience)
                .put("sub", subject)
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(LIFETIME).getEpochSecond());
        claims.putArray("groups").add(role);
        return key.sign(claims);
    }

    private static void write(Path file, String token) throws IOException {
        PrivateFiles.replace(file, token.getBytes(StandardCharsets.US_ASCII));
    }
}
