package dev.fuota.conformance;

import dev.fuota.agent.msu.Access;
import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.agent.msu.MsuState;
import dev.fuota.conformance.device.MsuDevice;
import dev.fuota.conformance.device.MsuSent;
import dev.fuota.hal.net.DatagramPort.Line;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.ConnectRequest;
import dev.fuota.protocol.msu.DeviceIdentity;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.NotificationKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The groups of an MSU file that the real client answers, in virtual time. */
final class MsuClientAnswers implements MsuAnswers.Part {
  private static final String CONNECT_POLICY = "connectPolicy";
  private static final String PARTICIPATION = "participation";
  private static final String SCENARIOS = "scenarios";

  private static final double[] FRACTIONS = {0, 0.5, Math.nextDown(1.0)};
  private static final int PORT = 15567;
  private static final int ID = 0x2a;
  private static final int OTHER_ID = 0x7fff_fffe;
  private static final Ipv4 CLIENT = new Ipv4(0xc000_0214);
  private static final Ipv4 SERVER = new Ipv4(0xc000_020f);
  private static final MacAddress ANY_MAC = new MacAddress(1);

  @Override
  public Set<String> members() {
    return Set.of(CONNECT_POLICY, PARTICIPATION, SCENARIOS);
  }

  @Override
  public List<GroupReport> run(Entry document) {
    List<GroupReport> reports = new ArrayList<>();
    if (document.has(PARTICIPATION)) {
      reports.add(participation(document.elementsOf(PARTICIPATION)));
    }
    if (document.has(CONNECT_POLICY)) {
      reports.add(connectPolicy(document.elementsOf(CONNECT_POLICY)));
    }
    if (document.has(SCENARIOS)) {
      reports.add(scenarios(document));
    }
    return reports;
  }

  private static GroupReport scenarios(Entry document) {
    Group group = new Group(SCENARIOS);
    for (Entry scenario : document.elementsOf(SCENARIOS)) {
      Entry defaults = document.get("scenarioDefaults");
      MsuScenario.checkNames(scenario);
      group.run(
          scenario.text("id"),
          check -> {
            for (double fraction : FRACTIONS) {
              new MsuScenario(defaults, scenario, fraction, check).run();
            }
          });
    }
    return group.report();
  }

  private static GroupReport connectPolicy(List<Entry> entries) {
    Group group = new Group(CONNECT_POLICY);
    for (Entry entry : entries) {
      group.run(entry.text("id"), check -> judge(entry, check));
    }
    return group.report();
  }

  private static void judge(Entry entry, Check check) {
    Entry setup = entry.get("device");
    MsuClientConfig config = MsuSetup.device(setup);
    Optional<Ipv4> busyWith = setup.find("busyWith").map(MsuSetup::address);
    Endpoint source = new Endpoint(MsuSetup.address(entry.get("source")), PORT);
    Access access = MsuSetup.access(setup, "level");
    boolean foreign = busyWith.isPresent() && !busyWith.get().equals(source.address());
    if (foreign) {
      access = withServer(access, busyWith.get());
      config = config.withAccess(access);
    }
    MsuDevice device = new MsuDevice(config, CLIENT, 0);
    if (busyWith.isPresent()) {
      Endpoint holder = new Endpoint(busyWith.get(), PORT);
      device.receive(holder, Line.UNICAST, connect(access, busyWith.get()).encoded());
    }
    if (foreign) {
      check.same("busyWith", MsuState.CONNECTED, device.client().state());
    }
    int before = device.sent().size();
    device.receive(source, Line.UNICAST, entry.hex("requestHex"));
    List<MsuSent> answers = device.sent().subList(before, device.sent().size());
    check.same("answers", 1, answers.size());
    for (MsuSent answer : answers) {
      check.same("responseHex", entry.hex("responseHex"), answer.octets());
      check.same("subcode", entry.integer("subcode"), answer.octets().at(2));
      check.same("to", source, answer.to());
    }
  }

  /** The holder passes every level, and no other server's checks change by that. */
  private static Access withServer(Access access, Ipv4 server) {
    Map<Ipv4, Optional<MacAddress>> servers = new HashMap<>(access.servers());
    Optional<MacAddress> known = servers.getOrDefault(server, Optional.empty());
    servers.put(server, known.or(() -> Optional.of(ANY_MAC)));
    return new Access(
        access.level(), access.basicOptional(), access.username(), access.password(), servers);
  }

  private static ConnectRequest connect(Access access, Ipv4 server) {
    MacAddress mac = access.servers().getOrDefault(server, Optional.empty()).orElse(ANY_MAC);
    return request(server, OTHER_ID, mac, access.password(), access.username(), Optional.empty());
  }

  private static ConnectRequest request(
      Ipv4 server,
      int id,
      MacAddress mac,
      Bytes password,
      Bytes username,
      Optional<String> version) {
    return new ConnectRequest(
        0,
        server,
        id,
        mac,
        0,
        Optional.empty(),
        DeviceIdentity.NONE,
        Optional.of(password),
        Optional.of(username),
        version,
        Optional.empty(),
        0);
  }

  private static GroupReport participation(List<Entry> entries) {
    Group group = new Group(PARTICIPATION);
    for (Entry entry : entries) {
      group.run(entry.place(), check -> takePart(entry, check));
    }
    return group.report();
  }

  private static void takePart(Entry entry, Check check) {
    Optional<String> offered = entry.find("offered").map(Entry::text);
    MsuClientConfig config =
        MsuClientConfig.open()
            .withIdentity(DeviceIdentity.NONE, entry.find("installed").map(Entry::text));
    MsuDevice device = new MsuDevice(config, CLIENT, 0);
    Endpoint server = new Endpoint(SERVER, PORT);
    device.receive(
        server,
        Line.UNICAST,
        request(SERVER, ID, ANY_MAC, Bytes.EMPTY, Bytes.EMPTY, offered).encoded());
    device.receive(server, Line.DISCOVERY, announcement(kind(entry.get("kind"))).encoded());
    boolean takesPart = device.client().state() == MsuState.UPDATE;
    check.same("takesPart", entry.flag("takesPart"), takesPart);
    check.same(
        "statusErrorCode",
        entry.integer("statusErrorCode"),
        device.client().status().code().number());
  }

  private static NotificationKind kind(Entry name) {
    return Arrays.stream(NotificationKind.values())
        .filter(kind -> kind.name().equals(name.text()))
        .findFirst()
        .orElseThrow(() -> name.malformed("no kind of notification"));
  }

  private static Notification announcement(NotificationKind kind) {
    return new Notification(
        kind,
        1,
        new FileGeometry(1, 1, 1),
        new Endpoint(MsuClientConfig.DISCOVERY_GROUP, PORT),
        Optional.empty(),
        ID,
        0,
        OptionalInt.empty(),
        0,
        "a",
        Optional.empty());
  }
}
