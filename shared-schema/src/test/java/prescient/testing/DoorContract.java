package prescient.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets past the door of a service, and who does not. Each service has a {@code DoorTest} that extends this. */
@WithTestResource(PostgresForTests.class)
public abstract class DoorContract {

    /** Every service has it; a viewer and a service may read it. */
    private static final String READ = "/cutover";

    @RegisterExtension
    final StrictLog log = new StrictLog();

    static Stream<Arguments> strangers() {
        var now = Instant.now().getEpochSecond();
        var good = TokensForTests.claims("somebody", TokensForTests.PEOPLE, "operator");
        return Stream.of(
                Arguments.of("no token", ""),
                Arguments.of("another scheme", "Basic b3BlcmF0b3I6b3BlcmF0b3I="),
                Arguments.of("no JWT", "Bearer abc"),
                Arguments.of("an empty token", "Bearer "),
                Arguments.of("no signature", "Bearer " + TokensForTests.unsigned(good)),
                Arguments.of("signature cut off", "Bearer " + withoutSignature(TokensForTests.signed(good))),
                Arguments.of("changed after signing", "Bearer " + promoted(TokensForTests.person("viewer"))),
                Arguments.of(
                        "signed by somebody else",
                        "Bearer "
                                + TokensForTests.signed(
                                        good, TokensForTests.otherKeys().getPrivate())),
                Arguments.of("expired", "Bearer " + TokensForTests.signed(with(good, "exp", now - 120))),
                Arguments.of("without an end", "Bearer " + TokensForTests.signed(without(good, "exp"))),
                Arguments.of(
                        "of another issuer",
                        "Bearer " + TokensForTests.signed(with(good, "iss", "https://elsewhere.test"))),
                Arguments.of(
                        "for another audience", "Bearer " + TokensForTests.signed(with(good, "aud", "something-else"))),
                Arguments.of("without an audience", "Bearer " + TokensForTests.signed(without(good, "aud"))));
    }

    /** Tokens that are good and say nothing that counts. */
    static Stream<Arguments> nobodies() {
        var person = TokensForTests.claims("somebody", TokensForTests.PEOPLE, "operator");
        var service = TokensForTests.claims("trade-service", TokensForTests.SERVICES, "service");
        return Stream.of(
                Arguments.of("no role", without(person, "groups")),
                Arguments.of("an unknown role", with(person, "groups", Set.of("administrator"))),
                Arguments.of("a person who says to be a service", with(person, "groups", Set.of("service"))),
                Arguments.of("a service that says to be an operator", with(service, "groups", Set.of("operator"))),
                Arguments.of(
                        "both audiences",
                        with(
                                with(person, "aud", List.of(TokensForTests.PEOPLE, TokensForTests.SERVICES)),
                                "groups",
                                List.of("operator", "service"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strangers")
    void strangersAreRefusedBeforeAnythingElse(String who, String authorization) {
        for (var path : List.of(READ, "/q/metrics", "/q/info", "/q", "/openapi", "/no/such/path", "/")) {
            // When
            var answer = given().header("Authorization", authorization).get(path);

            // Then
            answer.then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", "Bearer")
                    .body("code", equalTo("NOT_AUTHENTICATED"));
            assertThat(answer.jsonPath().getString("hint")).isNotBlank();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nobodies")
    void goodTokensWithoutARoleOpenNothing(String who, Map<String, Object> claims) {
        for (var path : List.of(READ, "/q/metrics", "/openapi")) {
            // When
            var answer = as(TokensForTests.signed(claims), "GET", path);

            // Then
            isNotAllowed(answer);
        }
    }

    @Test
    void rolesSayWhoMayDoWhat() {
        // Given
        var viewer = TokensForTests.person("viewer");
        var trader = TokensForTests.person("trader");
        var operator = TokensForTests.person("operator");
        var service = TokensForTests.service("trade-service");

        for (var token : List.of(viewer, trader, operator, service)) {
            // When
            var read = as(token, "GET", READ);

            // Then
            read.then().statusCode(200);
            as(token, "GET", "/q/metrics").then().statusCode(200);
            as(token, "GET", "/openapi").then().statusCode(200);
        }
        for (var token : List.of(viewer, trader, service)) {
            // When
            var change = as(token, "PUT", "/cutover/backup");

            // Then
            isNotAllowed(change);
        }
        as(operator, "PUT", "/cutover/backup")
                .then()
                .statusCode(not(equalTo(401)))
                .statusCode(not(equalTo(403)));
    }

    @Test
    void probesAreOpenAndTellNoSecret() {
        for (var path : List.of("/q/health", "/q/health/live", "/q/health/ready", "/q/health/started")) {
            // When
            var answer = given().header("Authorization", "").get(path);

            // Then
            assertThat(answer.statusCode()).isIn(200, 503);
            assertThat(answer.asString())
                    .doesNotContain(PostgresServer.PASSWORD)
                    .doesNotContain("prescient_")
                    .doesNotContain("eyJ");
        }
    }

    @Test
    void nothingBesideTheProbesIsReachedThroughTheirPath() {
        for (var path :
                List.of("/q/health/../metrics", "/q/health/..%2fmetrics", "/q/healthy", "/q/health;x/../../openapi")) {
            // When
            var answer = given().urlEncodingEnabled(false)
                    .header("Authorization", "")
                    .get(path);

            // Then
            assertThat(answer.statusCode()).as(path).isIn(401, 404);
            assertThat(answer.asString()).doesNotContain("jvm_").doesNotContain("paths:");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer local_dev_operator", "Bearer local_dev_", "Basic YWRtaW46YWRtaW4=", "Device 0123456789"})
    void b58NeitherALookNorAPasswordNorADeviceOpensTheDoor(String authorization) {
        // Given: what opened the old desk, an administrator's command among it
        var request = given().header("Authorization", authorization)
                .header("X-Device-Id", "0123456789")
                .contentType("application/json")
                .body("{\"username\":\"admin\",\"password\":\"admin\",\"deviceId\":\"0123456789\"}");

        // When
        var read = request.get(READ);
        var command = request.put("/cutover/backup");

        // Then
        read.then().statusCode(401).body("code", equalTo("NOT_AUTHENTICATED"));
        command.then().statusCode(401).body("code", equalTo("NOT_AUTHENTICATED"));
    }

    @Test
    void b58NoOtherOriginIsLetIn() {
        // When
        var answer = given().header("Origin", "https://elsewhere.test")
                .header("Access-Control-Request-Method", "PUT")
                .options("/cutover/backup");

        // Then
        assertThat(answer.getHeader("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void strangersCanSendALargeBodyAndStillHearTheRefusal() {
        // When
        var answer = given().header("Authorization", "")
                .contentType("application/json")
                .body("x".repeat(900_000))
                .put("/cutover/backup");

        // Then
        answer.then().statusCode(401).body("code", equalTo("NOT_AUTHENTICATED"));
    }

    private static Response as(String token, String method, String path) {
        var request = given().header("Authorization", "Bearer " + token);
        return "GET".equals(method)
                ? request.get(path)
                : request.contentType("application/json").body("{}").request(method, path);
    }

    private static void isNotAllowed(Response answer) {
        answer.then().statusCode(403).contentType("application/problem+json").body("code", equalTo("NOT_ALLOWED"));
        assertThat(answer.jsonPath().getString("hint")).isNotBlank();
    }

    private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
        var changed = new java.util.LinkedHashMap<>(claims);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, Object> without(Map<String, Object> claims, String name) {
        var changed = new java.util.LinkedHashMap<>(claims);
        changed.remove(name);
        return changed;
    }

    private static String withoutSignature(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1);
    }

    /** A viewer's token that says operator, with the signature it had. */
    private static String promoted(String token) {
        var parts = token.split("\\.", -1);
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), java.nio.charset.StandardCharsets.UTF_8)
                .replace("[\"viewer\"]", "[\"operator\"]");
        var changed = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return parts[0] + "." + changed + "." + parts[2];
    }
}
