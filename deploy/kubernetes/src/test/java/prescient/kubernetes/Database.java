package prescient.kubernetes;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;

/** The database of a stage. */
final class Database {

    /** Connections for superusers, the operator and whoever reads figures. */
    static final int RESERVED = 15;

    private static final String SETTING = "max_connections=";

    private Database() {}

    static int maxConnections(Stage stage) throws Exception {
        if (stage == Stage.LOCAL) {
            return stage
                    .one(StatefulSet.class, "postgres")
                    .getSpec()
                    .getTemplate()
                    .getSpec()
                    .getContainers()
                    .getFirst()
                    .getArgs()
                    .stream()
                    .filter(argument -> argument.startsWith(SETTING))
                    .map(argument -> Integer.parseInt(argument.substring(SETTING.length())))
                    .findFirst()
                    .orElse(100);
        }
        return Integer.parseInt(stage.one(CloudNative.Cluster.class, "prescient-db")
                .spec()
                .postgresql()
                .parameters()
                .get("max_connections"));
    }
}
