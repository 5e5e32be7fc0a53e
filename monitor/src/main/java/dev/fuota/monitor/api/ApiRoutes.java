package dev.fuota.monitor.api;

import dev.fuota.monitor.live.EventHub;
import dev.fuota.monitor.metrics.Metrics;
import dev.fuota.monitor.web.Reply;
import dev.fuota.monitor.web.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All routes there are. */
public final class ApiRoutes {
  private static final String BASE = "/api/v1";

  private ApiRoutes() {}

  /**
   * The routes, with the document of them among them.
   *
   * @param fileMax octets of an uploaded file
   */
  public static List<Route> all(Loop loop, EventHub events, Metrics metrics, int fileMax) {
    SystemRoutes system = new SystemRoutes(loop, events, metrics);
    List<Route> versioned = new ArrayList<>(new CampaignRoutes(loop).all());
    versioned.addAll(new RegistryRoutes(loop, fileMax).all());
    versioned.addAll(system.versioned());
    List<Route> all = new ArrayList<>();
    versioned.forEach(route -> all.add(route.below(BASE)));
    all.addAll(system.customary());
    all.add(document(all).below(BASE));
    return List.copyOf(all);
  }

  private static Route document(List<Route> described) {
    Reply.Whole document = Reply.json(200, OpenApi.of(described));
    return Route.of(
            Route.Verb.GET,
            "/openapi.json",
            "getOpenApi",
            "A description of all this, in OpenAPI 3.1.",
            Route.Output.of(Reply.JSON),
            call -> document)
        .forRole(Optional.empty());
  }
}
