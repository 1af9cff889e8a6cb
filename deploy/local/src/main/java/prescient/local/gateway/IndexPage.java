package prescient.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import prescient.local.ServiceName;

/** What a newcomer sees at {@code /}: where everything is. */
final class IndexPage {

    private IndexPage() {}

    static JsonNode page() {
        var page = JsonNodeFactory.instance.objectNode();
        page.put("name", "Prescient")
                .put("openapi", "/openapi")
                .put("health", "/q/health")
                .put("cockpit", CockpitFiles.ROOT + "/");
        page.put("status", "/trading/status").put("cutover", "/cutover");
        var list = page.putObject("services");
        for (var service : ServiceName.values()) {
            var paths = list.putObject(service.moduleName()).putArray("paths");
            Routes.TABLE.stream()
                    .filter(route -> route.service() == service)
                    .forEach(route -> paths.add(route.prefix()));
        }
        return page;
    }
}
