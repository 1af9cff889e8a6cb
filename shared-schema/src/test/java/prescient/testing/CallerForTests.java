package prescient.testing;

import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Gives every request of a test that names no caller an operator's token, or a service's for a route that only services
 * may call. A request that is to have no token at all sends an empty {@code Authorization} header.
 */
public class CallerForTests implements QuarkusTestBeforeClassCallback {

    private static final Pattern FOR_SERVICES = Pattern.compile(
            "/(reservations(/release)?|fills|settlements|signals/claim|signals/outcomes|orders|trades/settle)");

    @Override
    public void beforeClass(Class<?> testClass) {
        RestAssured.replaceFiltersWith(List.of(new Caller()));
    }

    private static final class Caller implements Filter {

        private final String operator = TokensForTests.person("operator");
        private final String service = TokensForTests.service("test");

        @Override
        public Response filter(
                FilterableRequestSpecification request, FilterableResponseSpecification answer, FilterContext context) {
            var given = request.getHeaders().getValue("Authorization");
            if (given == null) {
                var path = java.net.URI.create(request.getURI()).getPath();
                var token = FOR_SERVICES.matcher(path).matches() ? service : operator;
                request.header("Authorization", "Bearer " + token);
            } else if (given.isEmpty()) {
                request.removeHeader("Authorization");
            }
            return context.next(request, answer);
        }
    }
}
