package prescient.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.util.Map;
import prescient.local.ServiceName;

/** What a newcomer sees at {@code /}: where everything is. */
final class IndexPage {

    private IndexPage() {}

    static JsonNode of(Map<ServiceName, URI> services) {
        var page = JsonNodeFactory.instance.objectNode();
        page.put("name", "Prescient").put("openapi", "/openapi").put("health", "/q/health");
        page.put("status", "/trading/status");
        var list = page.putObject("services");
        for (var service : ServiceName.values()) {
            var paths = list.putObject(service.moduleName())
                    .put("url", String.valueOf(services.get(service)))
                    .putArray("paths");
            Routes.TABLE.stream()
                    .filter(route -> route.service() == service)
                    .forEach(route -> paths.add(route.prefix()));
        }
        return page;
    }
}
