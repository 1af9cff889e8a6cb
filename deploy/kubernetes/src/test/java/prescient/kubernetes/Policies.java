package prescient.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import prescient.kubernetes.Suite.Flow;

/** The connections that a stage's network policies let through, seen from the caller's and from the callee's side. */
final class Policies {

    private static final String OUTSIDE = "outside: ";

    private final Map<String, Map<String, String>> pods = new TreeMap<>();
    private final List<NetworkPolicy> policies;

    Policies(Stage stage) throws IOException, InterruptedException {
        stage.pods()
                .forEach((name, pod) -> pods.put(nameOf(name), pod.getMetadata().getLabels()));
        // The operator's pods are in no manifest, and the base has no database at all.
        pods.putIfAbsent(Suite.DATABASE, Map.of("prescient/role", "database", "cnpg.io/cluster", "prescient-db"));
        policies = stage.all(NetworkPolicy.class);
    }

    private static String nameOf(String workload) {
        return workload.equals("postgres") ? Suite.DATABASE : workload;
    }

    /** The pods a selector means. */
    Set<String> selected(LabelSelector selector) {
        var names = new TreeSet<String>();
        pods.forEach((name, labels) -> {
            if (Selectors.matches(selector, labels)) {
                names.add(name);
            }
        });
        return names;
    }

    /** What callers may open; the other side is a pod, or begins with {@code outside: }. */
    Set<Flow> out() {
        var flows = new TreeSet<Flow>();
        for (var policy : policies) {
            for (var rule : policy.getSpec().getEgress()) {
                for (var from : selected(policy.getSpec().getPodSelector())) {
                    add(flows, rule.getTo(), rule.getPorts(), (to, port) -> new Flow(from, to, port));
                }
            }
        }
        return flows;
    }

    /** What callees let in. */
    Set<Flow> in() {
        var flows = new TreeSet<Flow>();
        for (var policy : policies) {
            for (var rule : policy.getSpec().getIngress()) {
                for (var to : selected(policy.getSpec().getPodSelector())) {
                    add(flows, rule.getFrom(), rule.getPorts(), (from, port) -> new Flow(from, to, port));
                }
            }
        }
        return flows;
    }

    static boolean isInside(Flow flow) {
        return !flow.from().startsWith(OUTSIDE) && !flow.to().startsWith(OUTSIDE);
    }

    private interface Direction {
        Flow flow(String other, int port);
    }

    private void add(
            Set<Flow> flows, List<NetworkPolicyPeer> peers, List<NetworkPolicyPort> ports, Direction direction) {
        var others = peers.isEmpty()
                ? Stream.of(OUTSIDE + "anywhere")
                : peers.stream().flatMap(peer -> names(peer).stream());
        for (var other : others.toList()) {
            // A rule without ports would open all of them.
            if (ports.isEmpty()) {
                flows.add(direction.flow(other, -1));
            }
            for (var port : ports) {
                flows.add(direction.flow(other, port.getPort().getIntVal()));
            }
        }
    }

    private Set<String> names(NetworkPolicyPeer peer) {
        if (peer.getIpBlock() != null) {
            return Set.of(OUTSIDE + peer.getIpBlock().getCidr());
        }
        if (peer.getNamespaceSelector() != null) {
            return Set.of(OUTSIDE + peer.getNamespaceSelector().getMatchLabels().values());
        }
        return selected(peer.getPodSelector());
    }
}
