package prescient.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One object that is applied to a cluster.
 *
 * @param content of the kind's type
 * @param raw as it is written
 */
record Manifest(String kind, String name, Map<String, String> labels, Object content, JsonNode raw) {

    /** Every kind the suite uses; another one has to be added here, with its type. */
    private static final Map<String, Class<?>> TYPES = Map.ofEntries(
            Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("v1/Namespace", Namespace.class),
            Map.entry("v1/PersistentVolumeClaim", PersistentVolumeClaim.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("apps/v1/StatefulSet", StatefulSet.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("batch/v1/Job", Job.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("monitoring.coreos.com/v1/PodMonitor", PodMonitor.class),
            Map.entry("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class),
            Map.entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class),
            Map.entry("postgresql.cnpg.io/v1/Cluster", CloudNative.Cluster.class),
            Map.entry("postgresql.cnpg.io/v1/ScheduledBackup", CloudNative.ScheduledBackup.class),
            Map.entry("barmancloud.cnpg.io/v1/ObjectStore", CloudNative.ObjectStore.class));

    /** All objects of a text; fails on an unknown kind and on an unknown field of a known one. */
    static List<Manifest> parse(String text) throws IOException {
        var all = new ArrayList<Manifest>();
        for (var document : Yaml.documents(text)) {
            all.add(of(document));
        }
        return all;
    }

    private static Manifest of(JsonNode document) throws IOException {
        var key = document.path("apiVersion").asText() + "/"
                + document.path("kind").asText();
        var type = TYPES.get(key);
        if (type == null) {
            throw new IOException("no type for " + key);
        }
        var metadata = document.path("metadata");
        var labels = new HashMap<String, String>();
        metadata.path("labels")
                .properties()
                .forEach(entry -> labels.put(entry.getKey(), entry.getValue().asText()));
        return new Manifest(
                document.path("kind").asText(),
                metadata.path("name").asText(),
                labels,
                Yaml.as(document, type),
                document);
    }

    /** The part of the raw document at a JSON pointer; missing when there is none. */
    JsonNode at(String pointer) {
        var found = raw.at(pointer);
        return found == null ? MissingNode.getInstance() : found;
    }
}
