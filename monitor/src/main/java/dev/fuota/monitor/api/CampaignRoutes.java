package dev.fuota.monitor.api;

import static dev.fuota.monitor.api.Bodies.CAMPAIGN;
import static dev.fuota.monitor.api.Bodies.DETAIL;
import static dev.fuota.monitor.api.Bodies.REQUEST;
import static dev.fuota.monitor.api.Bodies.TEXT;
import static dev.fuota.monitor.web.Route.Verb.GET;
import static dev.fuota.monitor.web.Route.Verb.POST;

import dev.fuota.monitor.api.Bodies.AbortRequest;
import dev.fuota.monitor.api.Bodies.CreatedView;
import dev.fuota.monitor.guard.Role;
import dev.fuota.monitor.json.Shape;
import dev.fuota.monitor.json.Shapes;
import dev.fuota.monitor.web.Call;
import dev.fuota.monitor.web.Reply;
import dev.fuota.monitor.web.Route;
import dev.fuota.monitor.web.Route.Input;
import dev.fuota.monitor.web.Route.Output;
import dev.fuota.monitor.web.Route.QueryValue;
import dev.fuota.server.service.CampaignRequest;
import dev.fuota.server.service.CampaignService;
import dev.fuota.server.service.DeviceDetail;
import dev.fuota.server.service.DevicePage;
import dev.fuota.server.service.DeviceQuery;
import dev.fuota.server.service.Matrix;
import dev.fuota.server.service.PlanView;
import dev.fuota.server.service.Result;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Campaigns, planned, made, run, and looked at (TP-01, TP-17). */
final class CampaignRoutes {
  private static final String ONE = "/campaigns/{id}";
  private static final int PAGE = 100;
  private static final int NOT_FOUND = 404;
  private static final int UNPROCESSABLE = 422;
  private static final int CREATED = 201;

  private static final Shape MATRIX = Shapes.of(Matrix.class);
  private static final Shape PAGE_OF_DEVICES = Shapes.of(DevicePage.class);
  private static final Shape DEVICE = Shapes.of(DeviceDetail.class);
  private static final Shape PLAN = Shapes.of(PlanView.class);
  private static final Shape ID = Shapes.of(CreatedView.class);
  private static final Shape ABORT = Shapes.of(AbortRequest.class);
  private static final Shape WHOLE = Shapes.of(int.class);

  private final Loop loop;

  CampaignRoutes(Loop loop) {
    this.loop = loop;
  }

  List<Route> all() {
    return List.of(
        list(), create(), one(), start(), abort(), devices(), device(), matrix(), plan());
  }

  private Route list() {
    Shape shape = new Shape.Many(CAMPAIGN);
    return Route.of(
        GET,
        "/campaigns",
        "listCampaigns",
        "All campaigns, the newest first.",
        Output.json(200, shape),
        call -> Reply.json(200, shape, loop.ask(CampaignService::campaigns)));
  }

  private Route create() {
    return Route.of(
            POST,
            "/campaigns",
            "createCampaign",
            "Creates a campaign; starts it too if that is wanted.",
            Output.json(CREATED, ID),
            call -> {
              CampaignRequest request = call.json(CampaignRequest.class, REQUEST);
              boolean start = call.flag("start");
              long id = Results.value(loop.ask(service -> create(service, request, start)));
              return Reply.json(CREATED, ID, new CreatedView(id));
            })
        .with(new QueryValue("start", Shapes.of(boolean.class), "true starts it at once"))
        .with(new Input.Json(REQUEST))
        .refusing(UNPROCESSABLE);
  }

  /** A campaign that cannot start stays, created: what was asked for is not lost. */
  private static Result<Long> create(
      CampaignService service, CampaignRequest request, boolean start) {
    Result<Long> created = service.create(request);
    if (start && created instanceof Result.Ok<Long> ok) {
      Result<?> started = service.start(ok.value());
      if (started instanceof Result.Refused<?> refused) {
        return refused.as();
      }
    }
    return created;
  }

  private Route one() {
    return Route.of(
            GET,
            ONE,
            "getCampaign",
            "A campaign with its parts and stages.",
            Output.json(200, DETAIL),
            seen(DETAIL, CampaignService::campaign))
        .refusing(NOT_FOUND);
  }

  private Route start() {
    return Route.of(
            POST,
            ONE + "/start",
            "startCampaign",
            "Starts a campaign that was created.",
            Output.json(200, CAMPAIGN),
            call -> {
              long id = known(call);
              return Reply.json(
                  200, CAMPAIGN, Results.value(loop.ask(service -> service.start(id))));
            })
        .refusing(NOT_FOUND, UNPROCESSABLE);
  }

  private Route abort() {
    return Route.of(
            POST,
            ONE + "/abort",
            "abortCampaign",
            "Ends a campaign before its time.",
            Output.json(200, CAMPAIGN),
            call -> {
              boolean delete = call.json(AbortRequest.class, ABORT).deleteOnDevices();
              long id = known(call);
              return Reply.json(
                  200, CAMPAIGN, Results.value(loop.ask(service -> service.abort(id, delete))));
            })
        .with(new Input.Json(ABORT))
        .refusing(NOT_FOUND, UNPROCESSABLE);
  }

  private Route devices() {
    return Route.of(
            GET,
            ONE + "/devices",
            "listCampaignDevices",
            "Some devices of a campaign.",
            Output.json(200, PAGE_OF_DEVICES),
            call -> {
              DeviceQuery query = query(call);
              return seen(PAGE_OF_DEVICES, (service, id) -> service.devices(id, query))
                  .answer(call);
            })
        .with(new QueryValue("offset", WHOLE, "of the first, from 0 on"))
        .with(new QueryValue("limit", WHOLE, "devices in the answer, 1..1000; 100 if not said"))
        .with(new QueryValue("stage", TEXT, "only devices that are at this stage"))
        .with(new QueryValue("status", TEXT, "PENDING, SENT, ANSWERED, REFUSED or TIMED_OUT"))
        .with(new QueryValue("text", TEXT, "a part of the EUI or the name"))
        .refusing(NOT_FOUND, UNPROCESSABLE);
  }

  private static DeviceQuery query(Call call) {
    return new DeviceQuery(
        call.whole("offset", 0, Integer.MAX_VALUE, 0),
        call.whole("limit", 1, DeviceQuery.LIMIT_MAX, PAGE),
        call.query("stage"),
        call.query("status"),
        call.query("text"));
  }

  private Route device() {
    return Route.of(
            GET,
            ONE + "/devices/{eui}",
            "getCampaignDevice",
            "A device within a campaign, and its latest messages.",
            Output.json(200, DEVICE),
            call -> {
              String device = call.path("eui");
              return seen(DEVICE, (service, id) -> service.device(id, device)).answer(call);
            })
        .refusing(NOT_FOUND);
  }

  private Route matrix() {
    return Route.of(
            GET,
            ONE + "/matrix",
            "getCampaignMatrix",
            "All devices by all stages.",
            Output.json(200, MATRIX),
            seen(MATRIX, CampaignService::matrix))
        .refusing(NOT_FOUND);
  }

  private Route plan() {
    return Route.of(
            POST,
            "/plan",
            "planCampaign",
            "What a campaign would cost and how it would likely end; creates nothing.",
            Output.json(200, PLAN),
            call -> {
              CampaignRequest request = call.json(CampaignRequest.class, REQUEST);
              return Reply.json(200, PLAN, Results.value(loop.ask(it -> it.plan(request))));
            })
        .with(new Input.Json(REQUEST))
        .forRole(Optional.of(Role.READ))
        .refusing(UNPROCESSABLE);
  }

  private <T> Route.Handler seen(
      Shape shape, BiFunction<CampaignService, Long, Optional<T>> question) {
    return call -> {
      long id = call.id("id");
      return Reply.json(
          200, shape, Results.found(loop.ask(it -> question.apply(it, id)), "campaign or device"));
    };
  }

  private long known(Call call) {
    long id = call.id("id");
    boolean there = loop.ask(service -> service.campaigns().stream().anyMatch(it -> it.id() == id));
    Results.found(there ? Optional.of(id) : Optional.empty(), "campaign");
    return id;
  }
}
