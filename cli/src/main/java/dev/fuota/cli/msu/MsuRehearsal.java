package dev.fuota.cli.msu;

import dev.fuota.agent.msu.FileDestination;
import dev.fuota.agent.msu.MsuClient;
import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.agent.msu.MsuClientListener;
import dev.fuota.agent.msu.MsuClientPorts;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.device.msu.MsuAdaptive;
import dev.fuota.fleet.world.SchedulerTimers;
import dev.fuota.hal.file.DirectoryArea;
import dev.fuota.hal.file.FileResult;
import dev.fuota.hal.net.DatagramListener;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.net.Interfaces;
import dev.fuota.hal.net.NetworkOptions;
import dev.fuota.hal.net.UdpDatagramPort;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.protocol.msu.NotificationKind;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.protocol.msu.Status;
import dev.fuota.protocol.msu.StatusResponse;
import dev.fuota.server.msu.FileContent;
import dev.fuota.server.msu.MsuCampaign;
import dev.fuota.server.msu.MsuCycle;
import dev.fuota.server.msu.MsuCycleListener;
import dev.fuota.server.msu.MsuEndpoints;
import dev.fuota.server.msu.MsuFile;
import dev.fuota.server.msu.MsuOffer;
import dev.fuota.server.msu.MsuPace;
import dev.fuota.server.msu.MsuRepeats;
import dev.fuota.server.msu.MsuSeal;
import dev.fuota.server.msu.MsuServerPorts;
import dev.fuota.server.msu.MsuTiming;
import dev.fuota.server.msu.Tries;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A small transfer of a process to itself, before it says that it is ready: a server and a device
 * on the loopback interface, in a group of their own that does not leave the host, with a folder
 * for temporary files that goes again.
 *
 * <p>A virtual machine that has just started loads classes and interprets code. A device does that
 * while the first frames arrive, so a whole group would wait for the slowest processor in it. This
 * way it is done when nobody waits. It changes no state, and what goes wrong in it means nothing: a
 * host without multicast on its loopback interface goes on after five seconds.
 */
final class MsuRehearsal implements MsuClientListener {
  private static final int OCTETS = 2 << 20;
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofSeconds(15);
  private static final int GROUPS = 0xEFFF_0000; // 239.255.0.0/16: for the use of one site
  private static final int FIRST_PORT = 0x8000;
  private static final int LOST_OF = 11;
  private static final int SEQUENCE_SIZE = 1460;

  private final EventLoop loop;
  private final RandomGenerator random;
  private boolean passed;

  private MsuRehearsal(EventLoop loop, RandomGenerator random) {
    this.loop = loop;
    this.random = random;
  }

  /**
   * Takes a fraction of a second.
   *
   * @return whether the transfer went through
   */
  static boolean run() {
    EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
    MsuRehearsal rehearsal = new MsuRehearsal(loop, new SplittableRandom(System.nanoTime()));
    Interfaces.find("127.0.0.1").filter(Interfaces.State::isUsable).ifPresent(rehearsal::run);
    loop.close();
    return rehearsal.passed;
  }

  private void run(Interfaces.State on) {
    try {
      Path folder = Files.createTempDirectory("fuota-rehearsal");
      try {
        if (DirectoryArea.open(folder, 0) instanceof FileResult.Ok<DirectoryArea> opened) {
          try (DirectoryArea area = opened.get()) {
            run(on, area);
          }
        }
      } finally {
        remove(folder);
      }
    } catch (IOException noDisk) {
      // then there is no rehearsal
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private void run(Interfaces.State on, DirectoryArea area) {
    NetworkOptions options = NetworkOptions.DEFAULT.withTimeToLive(0);
    try (MsuServerSocket socket = new MsuServerSocket(loop, on, options, MsuSeal.NONE);
        UdpDatagramPort port = new UdpDatagramPort(loop, on.name(), options)) {
      MsuEndpoints endpoints = new MsuEndpoints(group(), port(), group(), port());
      MsuClient client = new MsuClient(config(endpoints), clientPorts(port, area));
      port.listen(new Losing(client));
      client.start();
      Endpoint discovery = new Endpoint(endpoints.discoveryGroup(), endpoints.discoveryPort());
      MsuLookout known = MsuLookout.look(socket, discovery, 1, LOOK);
      if (!known.found().isEmpty()) {
        send(socket, campaign(endpoints), known);
      }
      client.stop();
    } catch (InputProblem noSocket) {
      // then there is no rehearsal
    }
  }

  private void send(MsuServerSocket socket, MsuCampaign campaign, MsuLookout known) {
    MsuServerPorts ports =
        new MsuServerPorts(loop::nanos, new SchedulerTimers(loop), random, socket);
    MsuCycle cycle = new MsuCycle(campaign, ports, MsuCycleListener.NONE);
    socket.listen(cycle::onDatagram);
    cycle.start();
    known.tell(cycle::onDatagram);
    Scheduler.Task end = loop.after(LONGEST, loop::stop);
    loop.run();
    end.cancel();
    cycle.abort();
  }

  private Ipv4 group() {
    return new Ipv4(GROUPS | random.nextInt(1, 0xffff));
  }

  private int port() {
    return FIRST_PORT + random.nextInt(FIRST_PORT);
  }

  private static MsuClientConfig config(MsuEndpoints endpoints) {
    return MsuClientConfig.open()
        .withDiscovery(endpoints.discoveryGroup(), endpoints.discoveryPort())
        .withParameters(MsuAdaptive.WISHES)
        .withTimes(MsuAdaptive.TIMES.withSpreads(0, 0))
        .withProfile(Profile.CODED);
  }

  private MsuClientPorts clientPorts(UdpDatagramPort port, DirectoryArea area) {
    return new MsuClientPorts(loop, loop, random, port, area, new FileDestination(area), this);
  }

  private static MsuCampaign campaign(MsuEndpoints endpoints) {
    Tries once = new Tries(1, Duration.ofMillis(1));
    return MsuCampaign.of(
            List.of(
                new MsuFile(
                    FileContent.of(new byte[OCTETS]),
                    "rehearsal",
                    Optional.empty(),
                    NotificationKind.FORCE_UPGRADE)),
            MsuOffer.of(new MacAddress(0)))
        .endpoints(endpoints)
        .timing(new MsuTiming(Duration.ofMillis(2), Duration.ZERO, Duration.ZERO, 60, 10))
        .repeats(
            MsuRepeats.DEFAULTS
                .withDiscovery(once, Duration.ofMillis(1))
                .withNotification(once, Duration.ZERO))
        .pace(new MsuPace(Duration.ZERO, 0, false))
        .profile(Profile.CODED)
        .sequences(32, SEQUENCE_SIZE)
        .build();
  }

  @Override
  public void onResult(int fileNumber, StatusResponse status) {
    passed = status.status() == Status.PASS;
    loop.stop();
  }

  /** Loses a frame now and then, so that repairs are rehearsed too. */
  private static final class Losing implements DatagramListener {
    private final DatagramListener client;
    private int heard;

    Losing(DatagramListener client) {
      this.client = client;
    }

    @Override
    public void onDatagram(DatagramPort.Line line, int address, int port, ByteBuffer datagram) {
      if (line != DatagramPort.Line.DATA || ++heard % LOST_OF != 0) {
        client.onDatagram(line, address, port, datagram);
      }
    }

    @Override
    public void onInterface(boolean up) {
      client.onInterface(up);
    }
  }
}
