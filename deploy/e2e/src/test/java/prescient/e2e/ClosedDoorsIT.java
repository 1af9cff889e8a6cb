package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import prescient.local.ServiceName;
import prescient.local.Venue;
import prescient.local.state.DataFolder;
import prescient.local.state.Tokens;

/** Every route of the five services and the gateway, tried by everybody: only what a role may do is let through. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClosedDoorsIT {

    /** Refused as a request by every route that changes something, so that trying a door moves nothing. */
    private static final byte[] HARMLESS = "{\"no_such_field\":1}".getBytes(StandardCharsets.UTF_8);

    private static final List<String> CALLERS = List.of("nobody", "viewer", "trader", "operator", "service");
    private static final List<String> SCHEMAS = List.of("market", "signal", "trade", "portfolio", "forecast");

    private LiveSuite live;
    private RolesPage roles;

    @BeforeAll
    void start() throws Exception {
        roles = RolesPage.read();
        live = LiveSuite.start("closed-doors", config -> config.withVenue(new Venue.Simulated(3, 10, 40)));
        live.api().post("/trading/cycles", "{\"cycle_id\":\"before\"}").ok();
    }

    @AfterAll
    void stop() {
        live.close();
    }

    @Test
    void aServiceLetsThroughWhatARoleMayDoAndNothingElse() throws Exception {
        var wrong = new ArrayList<String>();
        var tried = 0;
        for (var service : ServiceName.values()) {
            var base = live.suite().url(service);
            var routes = roles.of(service);
            assertThat(operations(base)).as("the OpenAPI of %s", service).isEqualTo(new TreeSet<>(routes.keySet()));
            for (var caller : CALLERS) {
                try (var api = new Api(base, token(caller))) {
                    for (var route : routes.entrySet()) {
                        // When
                        var status = status(api, route.getKey());
                        // Then
                        check(service + ": " + caller + " " + route.getKey(), status, expected(caller, route), wrong);
                        tried++;
                    }
                }
            }
        }
        System.out.printf("ClosedDoorsIT: %d requests to services%n", tried);
        assertThat(wrong).isEmpty();
    }

    @Test
    void theGatewayLetsThroughWhatARoleMayDoAndNoService() throws Exception {
        var wrong = new ArrayList<String>();
        var base = live.suite().gatewayUrl();
        var routes = roles.all();
        assertThat(operations(base)).isEqualTo(new TreeSet<>(routes.keySet()));
        for (var caller : CALLERS) {
            try (var api = new Api(base, token(caller))) {
                for (var route : routes.entrySet()) {
                    // When
                    var status = status(api, route.getKey());
                    // Then
                    var expected = caller.equals("service") ? 401 : expected(caller, route);
                    check("gateway: " + caller + " " + route.getKey(), status, expected, wrong);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void tokensOfElsewhereOfYesterdayAndOfNobodyAreRefusedEverywhere() throws Exception {
        // Given
        var tokens = bad();
        var wrong = new ArrayList<String>();
        var bases = new LinkedHashMap<String, String>();
        bases.put("gateway", live.suite().gatewayUrl());
        for (var service : ServiceName.values()) {
            bases.put(service.moduleName(), live.suite().url(service));
        }
        for (var base : bases.entrySet()) {
            for (var token : tokens.entrySet()) {
                try (var api = new Api(base.getValue(), token.getValue())) {
                    for (var path :
                            List.of("/cutover", "/cutover/trades", "/openapi", "/q/metrics", "/trading/status")) {
                        // When
                        var answer = api.get(path);
                        // Then
                        var isPublicNothing = base.getKey().equals("gateway") && answer.status() == 404;
                        if (answer.status() != 401 && !isPublicNothing) {
                            wrong.add(base.getKey() + " " + path + ", " + token.getKey() + ": " + answer.status());
                        } else if (!answer.contentType().equals("application/problem+json")) {
                            wrong.add(base.getKey() + " " + path + ", " + token.getKey() + ": " + answer.contentType());
                        }
                    }
                }
            }
        }
        // Then
        assertThat(wrong).isEmpty();
    }

    @Test
    void noDatabaseRoleReachesTheSchemaOfAnother() throws SQLException {
        for (var own : SCHEMAS) {
            for (var role : List.of("prescient_" + own, "prescient_" + own + "_owner")) {
                try (var connection = DriverManager.getConnection(
                                live.suite().jdbcUrl(), role, live.suite().password(role));
                        var statement = connection.createStatement()) {
                    for (var other : SCHEMAS) {
                        if (other.equals(own)) {
                            statement.execute("SELECT count(*) FROM " + own + ".system_metadata");
                            continue;
                        }
                        for (var sql : List.of(
                                "SELECT count(*) FROM %s.system_metadata",
                                "DELETE FROM %s.system_metadata",
                                "DROP TABLE %s.system_metadata",
                                "CREATE TABLE %s.intruder (id int)",
                                "ALTER SCHEMA %s OWNER TO CURRENT_USER")) {
                            // When, then
                            assertThatThrownBy(() -> statement.execute(sql.formatted(other)))
                                    .as("%s: %s", role, sql.formatted(other))
                                    .isInstanceOfSatisfying(
                                            SQLException.class,
                                            denied -> assertThat(denied.getSQLState())
                                                    .isEqualTo("42501"));
                        }
                    }
                    for (var sql : List.of(
                            "CREATE ROLE intruder",
                            "CREATE DATABASE intruder",
                            "SET ROLE " + (own.equals("trade") ? "prescient_portfolio" : "prescient_trade"),
                            "CREATE TABLE public.intruder (id int)",
                            "COPY (SELECT 1) TO PROGRAM 'true'")) {
                        assertThatThrownBy(() -> statement.execute(sql))
                                .as("%s: %s", role, sql)
                                .isInstanceOfSatisfying(
                                        SQLException.class,
                                        denied ->
                                                assertThat(denied.getSQLState()).isEqualTo("42501"));
                    }
                }
            }
        }
    }

    /** 401 and 403, or 0 for anything but these. */
    private static int expected(String caller, Map.Entry<String, Set<String>> route) {
        if (caller.equals("nobody")) {
            return 401;
        }
        return RolesPage.isOpen(route.getValue(), caller) ? 0 : 403;
    }

    private static void check(String what, int status, int expected, List<String> wrong) {
        var refused = status == 401 || status == 403;
        if (expected == 0 ? refused || status >= 500 : status != expected) {
            wrong.add(what + ": " + status + " instead of " + (expected == 0 ? "being let through" : expected));
        }
    }

    private static int status(Api api, String route) throws IOException, InterruptedException {
        var method = route.substring(0, route.indexOf(' '));
        // The gateway finds the owner of a feature by its name, so it has to be one that is there.
        var path = route.substring(route.indexOf(' ') + 1)
                .replace("{feature}", "trades")
                // A stream goes on for minutes, but for whoever sends an id that never was one.
                .replace("/trading/stream", "/trading/stream?after=nothing-here")
                .replaceAll("\\{[a-z_]+}", "nothing-here");
        return (method.equals("GET")
                        ? api.get(path)
                        : api.send(method, path, "application/json", method.equals("DELETE") ? new byte[0] : HARMLESS))
                .status();
    }

    /** Method and path of each operation that the OpenAPI behind {@code base} lists. */
    private Set<String> operations(String base) throws IOException, InterruptedException {
        try (var api = new Api(base, token("viewer"))) {
            var found = new TreeSet<String>();
            for (var path : api.get("/openapi?format=json").ok().path("paths").properties()) {
                path.getValue()
                        .properties()
                        .forEach((Map.Entry<String, JsonNode> operation) ->
                                found.add(operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey()));
            }
            return found;
        }
    }

    private String token(String caller) {
        return switch (caller) {
            case "nobody" -> "";
            case "service" -> live.suite().tokens().read(ServiceName.TRADE.moduleName());
            default -> live.suite().tokens().read(caller);
        };
    }

    /** Tokens that look right and are not. */
    private Map<String, String> bad() throws IOException {
        var stranger = Tokens.of(new DataFolder(LiveSuite.emptyFolder("closed-doors-stranger")));
        stranger.renew();
        var past = new DataFolder(LiveSuite.emptyFolder("closed-doors-past"));
        Files.createDirectories(past.root().resolve("auth"));
        Files.copy(
                live.suite().folder().root().resolve("auth/private.key"),
                past.root().resolve("auth/private.key"));
        var expired = Tokens.of(past, InstantSource.fixed(Instant.now().minus(Duration.ofDays(31))));
        expired.renew();
        var parts = live.suite().tokens().read("viewer").split("\\.", -1);
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var bad = new LinkedHashMap<String, String>();
        bad.put("another key", stranger.read("operator"));
        bad.put("expired", expired.read("operator"));
        bad.put("changed", parts[0] + "." + part(claims.replace("viewer", "operator")) + "." + parts[2]);
        bad.put("unsigned", part("{\"alg\":\"none\"}") + "." + parts[1] + ".");
        bad.put("unsigned with a signature", part("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2]);
        bad.put(
                "signed with the public key as a secret",
                part("{\"alg\":\"HS256\"}") + "." + parts[1] + "." + parts[2]);
        bad.put("rubbish", "rubbish");
        return bad;
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
