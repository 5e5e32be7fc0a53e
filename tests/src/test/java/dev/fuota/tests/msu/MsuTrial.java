package dev.fuota.tests.msu;

import static dev.fuota.tests.msu.Promise.require;

import dev.fuota.agent.msu.Access;
import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.agent.msu.MsuTimes;
import dev.fuota.fleet.lan.RoughLink;
import dev.fuota.fleet.msu.VirtualGround;
import dev.fuota.hal.file.FileProblem;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.DeviceParameters;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.protocol.msu.Status;
import dev.fuota.protocol.msu.StatusResponse;
import dev.fuota.server.msu.ClientReport;
import dev.fuota.server.msu.FileOutcome;
import dev.fuota.server.msu.MsuCycle;
import dev.fuota.server.msu.MsuReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * One run, from one seed. First come the faults, and one server or two among them; what must hold
 * is checked after every event. Then the faults end, and one more cycle must bring every file to
 * every client: that nothing broke must not mean that nothing happened.
 */
final class MsuTrial {
  private static final Duration LONGEST = Duration.ofHours(3);
  private static final Duration SETTLE = Duration.ofMinutes(6);
  private static final int CLIENTS_MAX = 12;
  private static final int MAP_MAX = 512;
  private static final long DISK = 200_000;
  private static final Access LISTED =
      new Access(
          2,
          true,
          Bytes.EMPTY,
          Bytes.EMPTY,
          Map.of(new Ipv4(ServerHost.ADDRESS), Optional.empty()));

  private final VirtualGround ground;
  private final Simulation simulation;
  private final RandomGenerator random;
  private final Trace trace;
  private final Offers offers = new Offers();
  private final List<Node> nodes = new ArrayList<>();
  private final ServerHost server;
  private final Stranger stranger;
  private final CampaignDice dice;
  private final boolean spoilt;
  private final boolean listed;
  private List<Offers.Offer> offered = List.of();
  private boolean faulty = true;
  private int servers;

  /**
   * How it went.
   *
   * @param reachable clients of the last cycle with faults that nothing but loss befell
   * @param served those of them that had all files by then
   */
  record Result(int clients, int reachable, int served, long events, long trace) {}

  private MsuTrial(long seed) {
    this.ground = new VirtualGround(seed);
    this.simulation = ground.simulation();
    this.random = simulation.newRandom();
    this.trace = new Trace(simulation);
    this.spoilt = random.nextInt(4) == 0;
    this.listed = random.nextBoolean();
    this.dice = new CampaignDice(random, offers);
    this.server = new ServerHost(ground, trace);
    int clients = 1 + random.nextInt(CLIENTS_MAX);
    Profile common = dice.profile();
    for (int i = 0; i < clients; i++) {
      boolean plain = i == 0 && random.nextInt(4) == 0;
      nodes.add(node(plain ? Profile.NONE : common));
    }
    this.stranger = new Stranger(ground, server, nodes, random, listed);
    simulation.invariant(() -> nodes.forEach(Node::check));
  }

  private Node node(Profile profile) {
    Set<Fate> fates = EnumSet.noneOf(Fate.class);
    RoughLink link = ground.link(Fate.link(random, spoilt, fates));
    MsuTimes times = MsuTimes.DEFAULT.withTimeouts(3 + random.nextInt(8), 20 + random.nextInt(60));
    MsuClientConfig config =
        MsuClientConfig.open()
            .withAccess(listed ? LISTED : Access.OPEN)
            .withProfile(profile)
            .withParameters(parameters())
            .withTimes(random.nextBoolean() ? times : times.withWindows(dice.window(), 1000));
    return new Node(
        ground,
        link,
        config,
        new WatchedDisk(DISK, offers, () -> !fates.contains(Fate.SPOILT)),
        fates,
        trace);
  }

  private DeviceParameters parameters() {
    return new DeviceParameters(
        random.nextInt(4),
        random.nextInt(600),
        random.nextInt(600),
        random.nextInt(4),
        random.nextInt(4),
        1 + random.nextInt(12),
        2 + random.nextInt(31));
  }

  /**
   * Runs a trial.
   *
   * @throws AssertionError if anything did not hold
   */
  static Result run(long seed) {
    return new MsuTrial(seed).run();
  }

  private Result run() {
    nodes.forEach(node -> simulation.after(Duration.ofMillis(random.nextInt(500)), node::start));
    plan();
    cycle(Optional.empty());
    boolean second = random.nextInt(3) == 0;
    if (second) {
      if (random.nextBoolean()) {
        simulation.run(Duration.ofSeconds(random.nextInt(90)));
      }
      cycle(Optional.of(random.nextBoolean()));
    }
    MsuReport report = server.cycle().map(MsuCycle::report).orElse(null);
    int reachable = 0;
    int served = 0;
    for (Node node : nodes) {
      boolean lossOnly = EnumSet.of(Fate.LOSS).containsAll(node.fates);
      reachable += lossOnly ? 1 : 0;
      served += lossOnly && hasAll(node) ? 1 : 0;
      judge(node);
    }
    if (report != null) {
      judge(report);
    }
    checkSizes();
    calm();
    return new Result(nodes.size(), reachable, served, simulation.events(), trace.sum());
  }

  // ---- what goes wrong -----------------------------------------------------------------------

  private void plan() {
    for (Node node : nodes) {
      int mishaps = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 0;
      for (int i = 0; i < mishaps; i++) {
        simulation.after(soon(120), () -> befall(node));
      }
    }
    if (spoilt) {
      forgeLater();
    }
  }

  private Duration soon(int seconds) {
    return Duration.ofMillis(random.nextInt(seconds * 1000));
  }

  private void befall(Node node) {
    if (!faulty) {
      return;
    }
    int mishap = random.nextInt(7);
    trace.say(node.address(), "mishap", mishap);
    switch (mishap) {
      case 0 -> node.kill(soon(90));
      case 1, 2 -> node.killAtDisk(1 + random.nextInt(12), soon(40));
      case 3 -> node.unplug(soon(2), false); // a burst
      case 4 -> node.unplug(soon(100), random.nextBoolean());
      case 5 -> {
        node.fates.add(Fate.DISK_FULL);
        node.disk().area().setCapacity(random.nextInt(4000));
        simulation.after(soon(60), () -> mend(node));
      }
      default -> {
        node.fates.add(Fate.DISK_READ_ONLY);
        node.disk().area().fail(random.nextBoolean() ? FileProblem.READ_ONLY : FileProblem.IO);
        simulation.after(soon(60), () -> mend(node));
      }
    }
  }

  private static void mend(Node node) {
    node.disk().area().mend();
    node.disk().area().setCapacity(DISK);
  }

  /** Somebody speaks in the server's name, and knows which file is on its way. */
  private void forgeLater() {
    simulation.after(
        soon(8),
        () -> {
          if (faulty) {
            Node victim = nodes.get(random.nextInt(nodes.size()));
            byte[] octets = new byte[dice.sequenceSize()];
            random.nextBytes(octets);
            victim.receiveForged(
                new DataTransfer(
                        1 + random.nextInt(2),
                        1 + random.nextInt(5),
                        1 + random.nextInt(4),
                        0,
                        Bytes.of(octets))
                    .encoded()
                    .asBuffer());
            forgeLater();
          }
        });
  }

  /** A server, until it is done, killed, or stopped. */
  private void cycle(Optional<Boolean> sameFiles) {
    offered = sameFiles.orElse(false) ? offered : dice.files();
    MsuCycle cycle = start();
    switch (random.nextInt(8)) {
      case 0 -> {
        nodes.forEach(node -> node.fates.add(Fate.SERVER_DIED));
        simulation.run(soon(60));
        server.kill();
        simulation.run(soon(30));
        MsuCycle next = start();
        finish(next);
      }
      case 1 -> {
        nodes.forEach(node -> node.fates.add(Fate.ABORTED));
        simulation.after(soon(60), cycle::abort);
        finish(cycle);
      }
      default -> finish(cycle);
    }
  }

  private MsuCycle start() {
    if (servers++ > 0) {
      nodes.forEach(Node::onNewServer);
    }
    return server.start(dice.campaign(offered));
  }

  private void finish(MsuCycle cycle) {
    require(ground.run(cycle::isDone, LONGEST), "a cycle does not end: %s", cycle.phase());
    require(server.timers() == 0, "%d timers after the end of a cycle", server.timers());
  }

  // ---- what came of it -----------------------------------------------------------------------

  private boolean hasAll(Node node) {
    return offered.stream().allMatch(offer -> has(node, offer));
  }

  private static boolean has(Node node, Offers.Offer offer) {
    return node.disk().area().holds(offer.path(), offer.octets());
  }

  /** All files, or a status that says why not. */
  private void judge(Node node) {
    if (node.client().isEmpty() || hasAll(node)) {
      return;
    }
    StatusResponse status = node.client().get().status();
    boolean fits =
        switch (status.status()) {
          case FAIL -> Fate.explains(node.fates, status.code().number());
          // It passed some of the files, or has none in its hands yet.
          case PASS, IN_PROGRESS -> !node.fates.isEmpty();
        };
    require(fits, "%s does not explain %s", node.fates, status);
  }

  private void judge(MsuReport report) {
    for (ClientReport client : report.clients()) {
      // Where a Notification was spoilt, the file may have another name.
      Optional<Node> node =
          nodes.stream()
              .filter(n -> n.address() == client.deviceId().bits())
              .filter(n -> !n.fates.contains(Fate.SPOILT))
              .findFirst();
      for (int i = 0; node.isPresent() && i < client.files().size(); i++) {
        boolean passed = client.files().get(i).outcome() == FileOutcome.PASS;
        require(
            !passed || has(node.get(), offered.get(i)),
            "%s is said to have file %d, and has not",
            client.deviceId(),
            i + 1);
      }
    }
  }

  private void checkSizes() {
    for (Node node : nodes) {
      node.client().ifPresent(client -> check("a client", MapSizes.largest(client)));
    }
    server.cycle().ifPresent(cycle -> check("the server", MapSizes.largest(cycle)));
  }

  private static void check(String who, int largest) {
    require(largest <= MAP_MAX, "%s keeps a collection of %d", who, largest);
  }

  // ---- and then the faults end ---------------------------------------------------------------

  private void calm() {
    faulty = false;
    stranger.stop();
    simulation.run(Duration.ofMinutes(2));
    for (Node node : nodes) {
      node.calm();
      mend(node);
    }
    simulation.run(SETTLE);
    nodes.forEach(Node::checkIdle);
    // Octets that were spoilt and kept are found out when the file is complete, and dropped then.
    boolean anySpoilt = nodes.stream().anyMatch(node -> node.fates.contains(Fate.SPOILT));
    for (int tries = anySpoilt ? 2 : 1;
        tries > 0 && !nodes.stream().allMatch(this::hasAll);
        tries--) {
      finish(start());
      simulation.run(SETTLE);
    }
    offered = dice.files();
    MsuCycle last = start();
    finish(last);
    for (Node node : nodes) {
      StatusResponse status = node.client().orElseThrow().status();
      require(hasAll(node), "without faults a file is missing: %s", status);
      require(status.status() == Status.PASS, "all is there, and the status is %s", status);
    }
    long passed = last.report().passed();
    require(passed == nodes.size(), "%d of %d passed", passed, nodes.size());
    simulation.run(SETTLE);
    nodes.forEach(Node::checkIdle);
  }
}
