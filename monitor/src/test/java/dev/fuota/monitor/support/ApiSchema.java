package dev.fuota.monitor.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The document of the API, as a client reads it. */
public final class ApiSchema {
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final JsonNode document;
  private final Map<JsonNode, Schema> schemas = new HashMap<>();

  ApiSchema(JsonNode document) {
    this.document = document;
  }

  public JsonNode document() {
    return document;
  }

  /** All routes, such as {@code GET /healthz}. */
  public List<String> routes() {
    List<String> routes = new ArrayList<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(
                        verb -> routes.add(verb.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return routes;
  }

  void check(String method, String path, Client.Answer answer) {
    Optional<JsonNode> operation = operation(method, path.replaceFirst("\\?.*", ""));
    if (operation.isEmpty()) {
      return; // an error that no route made, or a file of the page
    }
    JsonNode response = operation.get().at("/responses/" + answer.status() + "/content");
    assertThat(response.isMissingNode())
        .as("%s %s may answer %s: %s", method, path, answer.status(), answer.response().body())
        .isFalse();
    JsonNode schema = response.at("/application~1json/schema");
    if (!schema.isMissingNode()) {
      assertThat(schema(schema).validate(answer.json()))
          .as("%s %s: %s", method, path, answer.response().body())
          .isEmpty();
    }
  }

  private Optional<JsonNode> operation(String method, String path) {
    return document.get("paths").properties().stream()
        .filter(it -> template(it.getKey()).matcher(path).matches())
        .map(it -> it.getValue().at("/" + method.toLowerCase(Locale.ROOT)))
        .filter(it -> !it.isMissingNode())
        .findFirst();
  }

  private static Pattern template(String path) {
    return Pattern.compile(path.replaceAll("\\{\\w+}", "[^/]+"));
  }

  /** A schema whose references lead into the document. */
  private Schema schema(JsonNode schema) {
    return schemas.computeIfAbsent(
        schema,
        it -> {
          ObjectNode whole = ((ObjectNode) it).deepCopy();
          whole.set("components", document.get("components"));
          return registry.getSchema(whole);
        });
  }

  /** Checks a value against a component by its name. */
  public void check(String component, JsonNode value) {
    JsonNode schema = document.at("/components/schemas/" + component);
    assertThat(schema(schema).validate(value)).as("%s: %s", component, value).isEmpty();
  }
}
