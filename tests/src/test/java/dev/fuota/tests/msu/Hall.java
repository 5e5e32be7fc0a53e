package dev.fuota.tests.msu;

import dev.fuota.agent.msu.MsuClient;
import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.agent.msu.MsuState;
import dev.fuota.agent.msu.MsuSubstate;
import dev.fuota.fleet.lan.LinkQuality;
import dev.fuota.fleet.msu.VirtualGround;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.server.msu.ClientReport.FileReport;
import dev.fuota.server.msu.MsuCampaign;
import dev.fuota.server.msu.MsuCycle;
import dev.fuota.server.msu.MsuOffer;
import dev.fuota.server.msu.MsuPhase;
import dev.fuota.server.msu.MsuReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A few clients on good links, a server, and one file; all promises are kept watch over. */
final class Hall {
  static final int CLIENTS = 3;
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final long DISK = 100_000;

  final VirtualGround ground;
  final List<Node> nodes = new ArrayList<>();
  private final ServerHost server;
  private final Offers.Offer offer;
  private final Profile profile;

  Hall(Profile profile, double loss) {
    this.profile = profile;
    ground = new VirtualGround(7);
    Trace trace = new Trace(ground.simulation());
    Offers offers = new Offers();
    byte[] octets = new byte[3000];
    new SplittableRandom(3).nextBytes(octets);
    offer = offers.add("fw.bin", Optional.empty(), octets);
    MsuClientConfig config = MsuClientConfig.open().withProfile(profile);
    for (int i = 0; i < CLIENTS; i++) {
      WatchedDisk disk = new WatchedDisk(DISK, offers, () -> true);
      nodes.add(
          new Node(
              ground,
              ground.link(LinkQuality.losing(loss)),
              config,
              disk,
              EnumSet.noneOf(Fate.class),
              trace));
    }
    server = new ServerHost(ground, trace);
    ground.simulation().invariant(() -> nodes.forEach(Node::check));
    nodes.forEach(Node::start);
  }

  Node first() {
    return nodes.get(0);
  }

  MsuCycle start() {
    return server.start(
        MsuCampaign.of(List.of(offer.file()), MsuOffer.of(new MacAddress(1)))
            .profile(profile)
            .sequences(4, 100)
            .build());
  }

  void killServer() {
    server.kill();
  }

  boolean reach(MsuCycle cycle, MsuPhase phase) {
    return ground.run(() -> cycle.phase() == phase, LONGEST);
  }

  boolean reach(MsuState state) {
    return ground.run(() -> stateOfFirst().equals(Optional.of(state)), LONGEST);
  }

  boolean reach(MsuSubstate substate) {
    return ground.run(
        () -> first().client().flatMap(MsuClient::substate).equals(Optional.of(substate)), LONGEST);
  }

  private Optional<MsuState> stateOfFirst() {
    return first().client().map(MsuClient::state);
  }

  MsuReport finish(MsuCycle cycle) {
    reach(cycle, MsuPhase.DONE);
    return cycle.report();
  }

  boolean has(Node node) {
    return node.disk().area().holds(offer.path(), offer.octets());
  }

  boolean allHave() {
    return nodes.stream().allMatch(this::has);
  }

  /** Long enough for every time-out. */
  void settle() {
    ground.simulation().run(Duration.ofMinutes(3));
    nodes.forEach(Node::checkIdle);
  }

  static FileReport result(MsuReport report, Node node) {
    return report.clients().stream()
        .filter(client -> client.deviceId().bits() == node.address())
        .findFirst()
        .orElseThrow()
        .files()
        .get(0);
  }
}
