package prescient.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import prescient.local.ServiceName;

class OpenApiMergeTest {

    private final OpenApiMerge merge = new OpenApiMerge();

    @Test
    void equalComponentsAreKeptOnce() throws JsonProcessingException {
        // Given
        var problem = "{'components':{'schemas':{'Problem':{'type':'object'}}}}";
        // When
        merge.add(ServiceName.SIGNAL, json(problem));
        merge.add(ServiceName.TRADE, json(problem));
        // Then
        assertThat(merge.document().at("/components/schemas")).hasSize(1);
    }

    @Test
    void differentComponentsOfOneNameAreBothKeptAndReferencesFollow() throws JsonProcessingException {
        // Given
        var signal = "{'components':{'schemas':{'Action':{'type':'string'}}}}";
        var trade = """
                {'components':{'schemas':{'Action':{'type':'integer'},
                  'Trade':{'properties':{'action':{'$ref':'#/components/schemas/Action'}}}}},
                 'paths':{'/trades':{'get':{'schema':{'$ref':'#/components/schemas/Action'}}}}}""";
        // When
        merge.add(ServiceName.SIGNAL, json(signal));
        merge.add(ServiceName.TRADE, json(trade));
        // Then
        var document = merge.document();
        assertThat(document.at("/components/schemas/Action/type").asText()).isEqualTo("string");
        assertThat(document.at("/components/schemas/trade.Action/type").asText())
                .isEqualTo("integer");
        assertThat(document.at("/components/schemas/Trade/properties/action/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/trade.Action");
        assertThat(document.at("/paths/~1trades/get/schema/$ref").asText())
                .isEqualTo("#/components/schemas/trade.Action");
    }

    @Test
    void pathsThatTheGatewayDoesNotSendToTheServiceAreLeftOut() throws JsonProcessingException {
        // When
        merge.add(ServiceName.TRADE, json("{'paths':{'/q/health':{},'/fills':{},'/trades/{id}':{'get':{}}}}"));
        // Then
        assertThat(merge.document().path("paths").fieldNames()).toIterable().containsExactly("/trades/{id}");
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
