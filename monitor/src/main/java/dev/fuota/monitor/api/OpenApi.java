package dev.fuota.monitor.api;

import dev.fuota.monitor.guard.Role;
import dev.fuota.monitor.json.Schemas;
import dev.fuota.monitor.json.Shape;
import dev.fuota.monitor.json.Shapes;
import dev.fuota.monitor.web.ErrorView;
import dev.fuota.monitor.web.Route;
import dev.fuota.monitor.web.Route.Input;
import dev.fuota.monitor.web.Route.Output;
import dev.fuota.server.campaign.CampaignParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Describes routes in OpenAPI 3.1. What it says is made of what the routes do. */
final class OpenApi {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern PATH_VALUE = Pattern.compile("\\{(\\w+)}");
  private static final Shape ERROR = Shapes.of(ErrorView.class);
  private static final String ERROR_NAME = "Error";

  /** Any route may answer these. */
  private static final List<Integer> USUAL = List.of(400, 403, 503);

  private static final List<Integer> WITH_TOKEN = List.of(401, 429);
  private static final List<Integer> WITH_BODY = List.of(413, 415, 422);

  private final ObjectNode document = NODES.objectNode();
  private final Schemas schemas;

  private OpenApi() {
    document.put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "fuota")
        .put("version", "1")
        .put("description", "Firmware update campaigns over LoRaWAN.");
    ObjectNode components = NODES.objectNode();
    ObjectNode named = components.putObject("schemas");
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer");
    schemas = new Schemas(named);
    ObjectNode error = named.putObject(ERROR_NAME);
    error.put("type", "object").put("additionalProperties", false);
    error.putObject("properties").set("error", schemas.answered(ERROR));
    error.putArray("required").add("error");
    document.putObject("paths");
    document.set("components", components);
  }

  static ObjectNode of(List<Route> routes) {
    OpenApi api = new OpenApi();
    routes.forEach(api::add);
    api.describeParameters();
    return api.document;
  }

  private void add(Route route) {
    ObjectNode operation =
        document
            .withObjectProperty("paths")
            .withObjectProperty(route.path())
            .putObject(route.verb().name().toLowerCase(Locale.ROOT));
    operation.put("operationId", route.name()).put("summary", route.summary());
    route.role().ifPresent(role -> secure(operation, role));
    addValues(operation, route);
    route.input().ifPresent(input -> addBody(operation, input));
    ObjectNode responses = operation.putObject("responses");
    addAnswer(responses, route.output());
    errors(route).forEach(status -> addError(responses, status));
  }

  private static void secure(ObjectNode operation, Role role) {
    operation.putArray("security").addObject().putArray("token");
    operation.put("description", "Needs a token with the role " + lower(role) + ".");
  }

  private void addValues(ObjectNode operation, Route route) {
    ArrayNode values = NODES.arrayNode();
    Matcher names = PATH_VALUE.matcher(route.path());
    while (names.find()) {
      boolean number = names.group(1).equals("id");
      values
          .addObject()
          .put("name", names.group(1))
          .put("in", "path")
          .put("required", true)
          .set("schema", schemas.asked(Shapes.of(number ? long.class : String.class)));
    }
    for (Route.QueryValue value : route.query()) {
      values
          .addObject()
          .put("name", value.name())
          .put("in", "query")
          .put("description", value.meaning())
          .set("schema", schemas.asked(value.shape()));
    }
    if (!values.isEmpty()) {
      operation.set("parameters", values);
    }
  }

  private void addBody(ObjectNode operation, Input input) {
    ObjectNode body = operation.putObject("requestBody").put("required", true);
    ObjectNode content = body.putObject("content");
    if (input instanceof Input.Json json) {
      content.putObject("application/json").set("schema", schemas.asked(json.shape()));
    } else {
      content.putObject("application/octet-stream");
      body.put("description", "At most " + ((Input.Octets) input).max() + " octets.");
    }
  }

  private void addAnswer(ObjectNode responses, Output output) {
    ObjectNode answer = responses.putObject(Integer.toString(output.status()));
    answer.put("description", "It was done.");
    ObjectNode content = answer.putObject("content").putObject(output.type());
    output.shape().ifPresent(shape -> content.set("schema", schemas.answered(shape)));
  }

  private static List<Integer> errors(Route route) {
    List<Integer> errors = new ArrayList<>(USUAL);
    errors.addAll(route.refusals());
    if (route.role().isPresent()) {
      errors.addAll(WITH_TOKEN);
    }
    if (route.input().isPresent()) {
      errors.addAll(WITH_BODY);
    }
    return errors.stream().distinct().sorted().toList();
  }

  private static void addError(ObjectNode responses, int status) {
    responses
        .putObject(Integer.toString(status))
        .put("description", "It was not done; the answer says why.")
        .putObject("content")
        .putObject("application/json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/" + ERROR_NAME);
  }

  /** The table of parameters is the one that reads them (TP-18). */
  private void describeParameters() {
    ObjectNode properties =
        document
            .withObjectProperty("components")
            .withObjectProperty("schemas")
            .withObjectProperty("CampaignRequest")
            .withObjectProperty("properties")
            .withObjectProperty("parameters")
            .putObject("properties");
    for (CampaignParameter parameter : CampaignParameter.ALL) {
      ObjectNode schema = properties.putObject(parameter.name());
      schema.putArray("type").add("string").add("number").add("boolean");
      schema.put("description", parameter.meaning() + " Allowed: " + parameter.allowed() + ".");
      if (!parameter.defaultText().isEmpty()) {
        schema.put("default", parameter.defaultText());
      }
    }
  }

  private static String lower(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
