package prescient.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerRolesTest {

    private static final Set<String> PERSON = Set.of("prescient");
    private static final Set<String> SERVICE = Set.of("prescient-internal");
    private static final Set<String> ALL = Set.of("viewer", "trader", "operator", "service");

    @Test
    void aHigherRoleHoldsTheLowerOnes() {
        assertThat(CallerRoles.roles(PERSON, Set.of("viewer"))).containsExactly("viewer");
        assertThat(CallerRoles.roles(PERSON, Set.of("trader"))).containsExactlyInAnyOrder("viewer", "trader");
        assertThat(CallerRoles.roles(PERSON, Set.of("operator")))
                .containsExactlyInAnyOrder("viewer", "trader", "operator");
    }

    @Test
    void theAudienceDecidesWhatKindOfCallerItIs() {
        assertThat(CallerRoles.roles(PERSON, ALL)).doesNotContain("service");
        assertThat(CallerRoles.roles(SERVICE, ALL)).containsExactly("service");
        assertThat(CallerRoles.roles(SERVICE, Set.of("operator"))).isEmpty();
        assertThat(CallerRoles.roles(Set.of("prescient", "prescient-internal"), ALL))
                .isEmpty();
        assertThat(CallerRoles.roles(Set.of("elsewhere"), ALL)).isEmpty();
        assertThat(CallerRoles.roles(Set.of(), ALL)).isEmpty();
    }

    @Test
    void otherGroupsAreNoRoles() {
        assertThat(CallerRoles.roles(PERSON, Set.of("administrator", "Viewer"))).isEmpty();
    }
}
