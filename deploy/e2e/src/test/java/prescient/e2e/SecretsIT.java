package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import prescient.local.ServiceName;
import prescient.local.Venue;

/** A whole run, with an outage and refusals in it, and then a search for every secret wherever a secret must not be. */
class SecretsIT {

    private static final List<String> PAGES =
            List.of("/q/health", "/q/health/well", "/q/metrics", "/openapi", "/cutover", "/q/info", "/q/dev", "/q");

    private final Map<String, String> seen = new LinkedHashMap<>();

    @Test
    void noSecretIsInALogAnAnswerOrTheArgumentsOfAProcess() throws Exception {
        try (var live = LiveSuite.start("secrets", config -> config.withVenue(new Venue.Simulated(5, 10, 40)))) {
            // Given
            var secrets = secrets(live);
            // When
            work(live);
            seen.putAll(arguments());
            seen.putAll(logs(live));
            seen.put("run.json", Files.readString(live.suite().folder().root().resolve("run.json")));
            // Then
            System.out.printf("SecretsIT: %d secrets looked for in %d places%n", secrets.size(), seen.size());
            assertThat(secrets).hasSizeGreaterThan(25);
            assertThat(seen.keySet()).anyMatch(place -> place.startsWith("arguments of"));
            assertThat(found(secrets)).isEmpty();
            thenOnlyTheOwnerReads(live);
        }
    }

    /** A cycle, every page of every service, refusals of all kinds, and a database that goes away. */
    private void work(LiveSuite live) throws Exception {
        keep("cycle", live.api().post("/trading/cycles", "{\"cycle_id\":\"secrets\"}"));
        pages(live, "");
        live.suite().stopPostgres();
        try {
            keep("outage, execute", live.api().post("/paper-trading/execute", "{}"));
            keep("outage, portfolio", live.api().get("/paper-trading/portfolio"));
            keep("outage, status", live.api().get("/trading/status"));
            pages(live, "outage, ");
        } finally {
            live.suite().startPostgres();
        }
        var forged = forged(live);
        for (var token : List.of("", forged, "rubbish")) {
            try (var stranger = new Api(live.suite().url(ServiceName.PORTFOLIO), token)) {
                keep("refused " + token.length(), stranger.get("/paper-trading/portfolio"));
                keep("refused body " + token.length(), stranger.post("/fills", "{\"fills\":[" + "1,".repeat(100)));
            }
        }
        keep("gateway index", live.api().get("/"));
        keep("gateway status", live.api().get("/trading/status"));
        keep("bad request", live.api().post("/trading/cycles", "{\"cycle_id\":"));
    }

    private void pages(LiveSuite live, String when) throws Exception {
        for (var service : ServiceName.values()) {
            try (var api =
                    new Api(live.suite().url(service), live.suite().tokens().read("operator"))) {
                for (var page : PAGES) {
                    keep(when + service + page, api.get(page));
                }
            }
        }
    }

    private void keep(String what, Api.Answer answer) {
        seen.put("answer to " + what, answer.status() + " " + answer.text());
    }

    /** A token with the right beginning and a wrong end: what it has in common with a good one is not to be logged. */
    private static String forged(LiveSuite live) {
        var token = live.suite().tokens().read("operator");
        return token.substring(0, token.length() - 6) + "AAAAAA";
    }

    private static Map<String, String> secrets(LiveSuite live) throws IOException {
        var secrets = new LinkedHashMap<String, String>();
        var root = live.suite().folder().root();
        var passwords = new Properties();
        try (var reader = Files.newBufferedReader(root.resolve("secrets.properties"))) {
            passwords.load(reader);
        }
        passwords.forEach((role, password) -> secrets.put("password of " + role, String.valueOf(password)));
        try (var files = Files.list(root.resolve("auth"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".token")).toList()) {
                var parts = Files.readString(file).split("\\.", -1);
                secrets.put("claims in " + file.getFileName(), parts[1]);
                secrets.put("signature in " + file.getFileName(), parts[2].substring(0, 40));
            }
        }
        var key = Base64.getEncoder().encodeToString(Files.readAllBytes(root.resolve("auth/private.key")));
        // The beginning is the same in every key, and the modulus is public.
        secrets.put("private key", key.substring(key.length() - 200, key.length() - 100));
        return secrets;
    }

    private List<String> found(Map<String, String> secrets) {
        var found = new ArrayList<String>();
        seen.forEach((place, text) -> secrets.forEach((name, secret) -> {
            if (text.contains(secret)) {
                found.add(name + " is in " + place);
            }
        }));
        return found;
    }

    /** Of all processes this test started, directly or not; PostgreSQL's rename themselves, which counts too. */
    private static Map<String, String> arguments() throws IOException {
        var arguments = new LinkedHashMap<String, String>();
        var processes = Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        ProcessHandle.current().descendants())
                .toList();
        for (var process : processes) {
            try {
                arguments.put(
                        "arguments of " + process.pid(),
                        Files.readString(
                                Path.of("/proc", Long.toString(process.pid()), "cmdline"),
                                StandardCharsets.ISO_8859_1));
            } catch (NoSuchFileException ended) {
                // It is gone, and so are its arguments.
            }
        }
        return arguments;
    }

    private static Map<String, String> logs(LiveSuite live) throws IOException {
        var logs = new LinkedHashMap<String, String>();
        try (var files = Files.list(live.suite().folder().logs())) {
            for (var file : files.toList()) {
                logs.put("log " + file.getFileName(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return logs;
    }

    private static void thenOnlyTheOwnerReads(LiveSuite live) throws IOException {
        var root = live.suite().folder().root();
        try (var auth = Files.list(root.resolve("auth"))) {
            for (var file : Stream.concat(auth, Stream.of(root.resolve("secrets.properties")))
                    .toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
    }
}
