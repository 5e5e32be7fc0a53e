package dev.fuota.monitor.api;

import static dev.fuota.monitor.api.Bodies.ATTRIBUTES;
import static dev.fuota.monitor.api.Bodies.DEVICE;
import static dev.fuota.monitor.api.Bodies.TEXT;
import static dev.fuota.monitor.api.Bodies.TEXTS;
import static dev.fuota.monitor.web.Route.Verb.DELETE;
import static dev.fuota.monitor.web.Route.Verb.GET;
import static dev.fuota.monitor.web.Route.Verb.POST;
import static dev.fuota.monitor.web.Route.Verb.PUT;

import dev.fuota.monitor.json.Shape;
import dev.fuota.monitor.json.Shapes;
import dev.fuota.monitor.web.Refusal;
import dev.fuota.monitor.web.Reply;
import dev.fuota.monitor.web.Route;
import dev.fuota.monitor.web.Route.Input;
import dev.fuota.monitor.web.Route.Output;
import dev.fuota.monitor.web.Route.QueryValue;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.server.service.CampaignService;
import dev.fuota.server.service.FileView;
import dev.fuota.server.service.GroupView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What campaigns are made of: devices, sets of them, groups, and files. */
final class RegistryRoutes {
  private static final String DEVICE_PATH = "/devices/{eui}";
  private static final String SET_PATH = "/device-sets/{name}";
  private static final int NAME_MAX = 100;
  private static final int NOT_FOUND = 404;
  private static final int UNPROCESSABLE = 422;
  private static final int CREATED = 201;

  private static final Shape FILE = Shapes.of(FileView.class);
  private static final Shape FILES = Shapes.many(FileView.class);
  private static final Shape GROUPS = Shapes.many(GroupView.class);
  private static final Shape DEVICES = new Shape.Many(DEVICE);
  private static final Shape SET = Shapes.many(dev.fuota.server.port.DeviceId.class);
  private static final Shape SETS = Shapes.named(SET);

  private final Loop loop;
  private final int fileMax;

  RegistryRoutes(Loop loop, int fileMax) {
    this.loop = loop;
    this.fileMax = fileMax;
  }

  List<Route> all() {
    return List.of(
        files(),
        addFile(),
        devices(),
        device(),
        register(),
        remove(),
        sets(),
        set(),
        saveSet(),
        removeSet(),
        groups());
  }

  private Route files() {
    return Route.of(
        GET,
        "/files",
        "listFiles",
        "All files that were added.",
        Output.json(200, FILES),
        call -> Reply.json(200, FILES, loop.ask(CampaignService::files)));
  }

  private Route addFile() {
    return Route.of(
            POST,
            "/files",
            "addFile",
            "Adds a file; campaigns name it by its SHA-256.",
            Output.json(CREATED, FILE),
            call -> {
              String name =
                  call.query("name")
                      .filter(it -> it.length() <= NAME_MAX)
                      .orElseThrow(RegistryRoutes::nameless);
              Bytes content = call.file(fileMax);
              return Reply.json(
                  CREATED, FILE, Results.value(loop.ask(it -> it.addFile(name, content))));
            })
        .with(new QueryValue("name", TEXT, "of the file, 1..100 characters"))
        .with(new Input.Octets(fileMax))
        .refusing(UNPROCESSABLE);
  }

  private static Refusal nameless() {
    return new Refusal(
        UNPROCESSABLE, "NAME_MISSING", "give the file a name of 1..100 characters: ?name=");
  }

  private Route devices() {
    return Route.of(
        GET,
        "/devices",
        "listDevices",
        "All registered devices.",
        Output.json(200, DEVICES),
        call -> Reply.json(200, DEVICES, loop.ask(CampaignService::registered)));
  }

  private Route device() {
    return Route.of(
            GET,
            DEVICE_PATH,
            "getDevice",
            "A registered device, without its keys.",
            Output.json(200, DEVICE),
            call -> {
              String eui = call.path("eui");
              return Reply.json(
                  200, DEVICE, Results.found(loop.ask(it -> it.registered(eui)), "device"));
            })
        .refusing(NOT_FOUND);
  }

  private Route register() {
    return Route.of(
            PUT,
            DEVICE_PATH,
            "registerDevice",
            "Registers a device, or registers it anew.",
            Output.json(200, DEVICE),
            call -> {
              String eui = call.path("eui");
              @SuppressWarnings("unchecked") // the shape has texts only
              Map<String, String> attributes = call.json(Map.class, ATTRIBUTES);
              return Reply.json(
                  200, DEVICE, Results.value(loop.ask(it -> it.register(eui, attributes))));
            })
        .with(new Input.Json(ATTRIBUTES))
        .refusing(UNPROCESSABLE);
  }

  private Route remove() {
    return Route.of(
            DELETE,
            DEVICE_PATH,
            "removeDevice",
            "Takes a device from the registry; answers what it was.",
            Output.json(200, DEVICE),
            call -> {
              String eui = call.path("eui");
              Results.found(loop.ask(it -> it.registered(eui)), "device");
              return Reply.json(200, DEVICE, Results.value(loop.ask(it -> it.remove(eui))));
            })
        .refusing(NOT_FOUND, UNPROCESSABLE);
  }

  private Route sets() {
    return Route.of(
        GET,
        "/device-sets",
        "listDeviceSets",
        "All sets of devices, by their names.",
        Output.json(200, SETS),
        call -> Reply.json(200, SETS, loop.ask(CampaignService::deviceSets)));
  }

  private Route set() {
    return Route.of(
            GET,
            SET_PATH,
            "getDeviceSet",
            "The devices of a set.",
            Output.json(200, SET),
            call -> Reply.json(200, SET, foundSet(call.path("name"))))
        .refusing(NOT_FOUND);
  }

  private Object foundSet(String name) {
    return Results.found(loop.ask(it -> Optional.ofNullable(it.deviceSets().get(name))), "set");
  }

  private Route saveSet() {
    return Route.of(
            PUT,
            SET_PATH,
            "saveDeviceSet",
            "Makes a set of registered devices, or makes it anew.",
            Output.json(200, SET),
            call -> {
              String name = call.path("name");
              @SuppressWarnings("unchecked") // the shape has texts only
              List<String> devices = call.json(List.class, TEXTS);
              return Reply.json(
                  200, SET, Results.value(loop.ask(it -> it.saveDeviceSet(name, devices))));
            })
        .with(new Input.Json(TEXTS))
        .refusing(UNPROCESSABLE);
  }

  private Route removeSet() {
    return Route.of(
            DELETE,
            SET_PATH,
            "removeDeviceSet",
            "Forgets a set; its devices stay.",
            Output.json(200, SET),
            call -> {
              String name = call.path("name");
              foundSet(name);
              return Reply.json(200, SET, Results.value(loop.ask(it -> it.removeDeviceSet(name))));
            })
        .refusing(NOT_FOUND, UNPROCESSABLE);
  }

  private Route groups() {
    return Route.of(
        GET,
        "/groups",
        "listGroups",
        "Multicast groups that campaigns made and that stay.",
        Output.json(200, GROUPS),
        call -> Reply.json(200, GROUPS, loop.ask(CampaignService::groups)));
  }
}
