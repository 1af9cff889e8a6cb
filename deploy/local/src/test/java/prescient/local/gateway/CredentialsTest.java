package prescient.local.gateway;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

    @ParameterizedTest
    @ValueSource(strings = {"{\"aud\":\"prescient\"}", "{\"aud\":[\"prescient\"]}", "{}"})
    void aTokenThatIsNotAServicesIsPassedOn(String claims) {
        assertThatCode(() -> Credentials.check(headers("Bearer " + token(claims))))
                .doesNotThrowAnyException();
        assertThatCode(() -> Credentials.check(headers("bearer " + token(claims))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"aud\":\"prescient-internal\"}",
                "{\"aud\":[\"prescient-internal\"]}",
                "{\"aud\":[\"prescient\",\"prescient-internal\"]}",
                "{\"aud\":\"prescient\\u002dinternal\"}"
            })
    void aServicesTokenIsRefusedHoweverItIsWritten(String claims) {
        assertThatThrownBy(() -> Credentials.check(headers("Bearer " + token(claims))))
                .isInstanceOf(Credentials.Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer a.b", "Bearer a.b.c", "Basic YTpi", "Bearer  e30.e30.e30"})
    void whatCannotBeReadIsRefused(String value) {
        assertThatThrownBy(() -> Credentials.check(headers(value))).isInstanceOf(Credentials.Refusal.class);
    }

    @Test
    void noneAndTwoAreRefused() {
        var two = headers("Bearer " + token("{}"));
        two.add("Authorization", "Bearer " + token("{\"aud\":\"prescient-internal\"}"));
        assertThatThrownBy(() -> Credentials.check(new Headers())).isInstanceOf(Credentials.Refusal.class);
        assertThatThrownBy(() -> Credentials.check(two)).isInstanceOf(Credentials.Refusal.class);
    }

    private static Headers headers(String authorization) {
        var headers = new Headers();
        headers.add("Authorization", authorization);
        return headers;
    }

    private static String token(String claims) {
        var part = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return "e30." + part + ".e30";
    }
}
