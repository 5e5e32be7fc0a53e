package dev.fuota.monitor.api;

import static dev.fuota.monitor.web.Route.Verb.GET;

import dev.fuota.monitor.api.Bodies.HealthView;
import dev.fuota.monitor.api.Bodies.ParameterView;
import dev.fuota.monitor.json.Shape;
import dev.fuota.monitor.json.Shapes;
import dev.fuota.monitor.live.EventHub;
import dev.fuota.monitor.metrics.Metrics;
import dev.fuota.monitor.web.Call;
import dev.fuota.monitor.web.Reply;
import dev.fuota.monitor.web.Route;
import dev.fuota.monitor.web.Route.Output;
import dev.fuota.monitor.web.Route.QueryValue;
import dev.fuota.server.service.CampaignService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What clients need besides campaigns: parameters, events, figures, health. */
final class SystemRoutes {
  private static final Shape PARAMETERS = Shapes.many(ParameterView.class);
  private static final Shape HEALTH = Shapes.of(HealthView.class);
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private final Loop loop;
  private final EventHub events;
  private final Metrics metrics;

  SystemRoutes(Loop loop, EventHub events, Metrics metrics) {
    this.loop = loop;
    this.events = events;
    this.metrics = metrics;
  }

  /** Those below the path of this version of the API. */
  List<Route> versioned() {
    return List.of(parameters(), stream());
  }

  /** Those that have their path by custom. */
  List<Route> customary() {
    return List.of(scrape(), health());
  }

  private static Route parameters() {
    return Route.of(
        GET,
        "/parameters",
        "listParameters",
        "All parameters of campaigns, with ranges and defaults.",
        Output.json(200, PARAMETERS),
        call -> Reply.json(200, PARAMETERS, ParameterView.all()));
  }

  private Route stream() {
    return Route.of(
            GET,
            "/events",
            "streamEvents",
            "Events as they happen: campaign, and of the one that is asked for detail and matrix.",
            Output.of("text/event-stream"),
            call -> {
              OptionalLong campaign = campaign(call);
              events.makeRoom();
              return new Reply.Streamed(stream -> events.join(stream, campaign));
            })
        .with(new QueryValue("campaign", Shapes.of(long.class), "the one to hear of in detail"))
        .refusing(NOT_FOUND);
  }

  private OptionalLong campaign(Call call) {
    Optional<String> text = call.query("campaign");
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    Optional<Long> id =
        loop.ask(CampaignService::campaigns).stream()
            .map(view -> view.id())
            .filter(it -> Long.toString(it).equals(text.get()))
            .findFirst();
    return OptionalLong.of(Results.found(id, "campaign"));
  }

  private Route scrape() {
    return Route.of(
        GET,
        "/metrics",
        "getMetrics",
        "Figures in the text form of Prometheus.",
        Output.of(Metrics.TYPE),
        call -> Reply.text(200, Metrics.TYPE, metrics.scrape(loop::ask)));
  }

  private Route health() {
    return Route.of(
            GET,
            "/healthz",
            "getHealth",
            "Whether the service answers and can keep what it must not forget.",
            Output.json(200, HEALTH),
            call -> {
              Optional<String> fault = loop.ask(CampaignService::fault);
              return fault.isEmpty()
                  ? Reply.json(200, HEALTH, new HealthView("ok", ""))
                  : Reply.json(UNAVAILABLE, HEALTH, new HealthView("fault", fault.get()));
            })
        .forRole(Optional.empty());
  }
}
