package dev.fuota.tests.msu;

import static dev.fuota.tests.msu.Promise.require;

import dev.fuota.agent.msu.FileDestination;
import dev.fuota.agent.msu.MsuClient;
import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.agent.msu.MsuClientListener;
import dev.fuota.agent.msu.MsuClientPorts;
import dev.fuota.agent.msu.MsuState;
import dev.fuota.agent.msu.MsuSubstate;
import dev.fuota.fleet.lan.LinkQuality;
import dev.fuota.fleet.lan.RoughLink;
import dev.fuota.fleet.msu.VirtualGround;
import dev.fuota.hal.net.DatagramListener;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.protocol.msu.MsuDecoder;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.protocol.msu.StatusResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One device: a disk that lasts, a cable, and a process that dies and comes again. */
final class Node implements DatagramPort, DatagramListener, MsuClientListener {
  private static final int TIMERS_MAX = 16;
  private static final MsuDecoder DECODER =
      new MsuDecoder(MsuLimits.defaults().withProfile(Profile.CODED));

  private final VirtualGround ground;
  private final RoughLink link;
  private final MsuClientConfig config;
  private final WatchedDisk disk;
  private final ComplaintPromises complaints;
  private final Trace trace;
  private final Set<Line> joined = EnumSet.noneOf(Line.class);
  final Set<Fate> fates;
  private @Nullable MsuClient client;
  private @Nullable LiveTimers timers;
  private Duration downAfterCut = Duration.ofSeconds(5);

  Node(
      VirtualGround ground,
      RoughLink link,
      MsuClientConfig config,
      WatchedDisk disk,
      Set<Fate> fates,
      Trace trace) {
    this.ground = ground;
    this.link = link;
    this.config = config;
    this.disk = disk;
    this.fates = fates;
    this.complaints = new ComplaintPromises(() -> !fates.contains(Fate.SPOILT));
    this.trace = trace;
    link.listen(this);
  }

  WatchedDisk disk() {
    return disk;
  }

  Optional<MsuClient> client() {
    return Optional.ofNullable(client);
  }

  int timers() {
    return timers == null ? 0 : timers.count();
  }

  // ---- life and death ------------------------------------------------------------------------

  void start() {
    if (client != null) {
      return;
    }
    LiveTimers own = new LiveTimers(ground.scheduler(), this::guard);
    timers = own;
    complaints.forget();
    guard(
        () -> {
          MsuClient fresh =
              new MsuClient(
                  config,
                  new MsuClientPorts(
                      ground.clock(),
                      own,
                      ground.newRandom(),
                      this,
                      disk,
                      new FileDestination(disk),
                      this));
          client = fresh;
          fresh.start();
        });
  }

  /** Runs a piece of the client; if power fails in it, the client is dead. */
  private void guard(Runnable piece) {
    try {
      piece.run();
    } catch (PowerLost cut) {
      kill(downAfterCut);
    }
  }

  void kill(Duration down) {
    fates.add(Fate.CRASH);
    trace.say(address(), "is killed for", down);
    if (timers != null) {
      timers.kill();
    }
    client = null;
    timers = null;
    joined.clear();
    link.abandon();
    link.listen(this);
    disk.losePower();
    ground.scheduler().after(down, this::start);
  }

  /** Power fails in the middle of what the disk does. */
  void killAtDisk(int operations, Duration down) {
    downAfterCut = down;
    disk.dieIn(operations);
  }

  void unplug(Duration away, boolean noticed) {
    fates.add(Fate.OUTAGE);
    trace.say(address(), "is unplugged for", away);
    link.connect(false);
    if (noticed) {
      onInterface(false);
    }
    ground.scheduler().after(away, () -> plug(noticed));
  }

  void plug(boolean noticed) {
    link.connect(true);
    if (noticed) {
      onInterface(true);
    }
  }

  /** Another server begins at the address of the one before. */
  void onNewServer() {
    if (client == null || client.state() != MsuState.LISTENING) {
      fates.add(Fate.SPOILT);
    }
  }

  /** From now on nothing befalls it. */
  void calm() {
    link.setQuality(LinkQuality.PERFECT);
    disk.dieIn(0);
    plug(true);
    start();
  }

  // ---- the promises --------------------------------------------------------------------------

  /** After every event. */
  void check() {
    if (client == null) {
      return;
    }
    boolean mayListen = client.state() == MsuState.UPDATE;
    require(
        mayListen || !joined.contains(Line.DATA), "%s: still in the data group", client.state());
    require(timers() <= TIMERS_MAX, "%d timers", timers());
  }

  /** Long after the last server has gone. */
  void checkIdle() {
    if (client == null) {
      throw new AssertionError("not running");
    }
    require(client.state() == MsuState.LISTENING, "in %s, not listening", client.state());
    require(!joined.contains(Line.DATA), "still in the data group");
    require(timers() == 0, "%d timers are left", timers());
  }

  @Override
  public void onState(MsuState state, Optional<MsuSubstate> substate) {
    trace.say(address(), "is now", state + " " + substate);
    if (state != MsuState.UPDATE && state != MsuState.FINALIZATION) {
      complaints.forget();
    }
    if (substate.equals(Optional.of(MsuSubstate.STALL))) {
      complaints.onLongSilence();
    }
  }

  @Override
  public void onResult(int fileNumber, StatusResponse status) {
    complaints.forget();
    trace.say(address(), "has a result:", status);
    trace.add(link.address(), fileNumber, status.code().number());
  }

  // ---- the cable -----------------------------------------------------------------------------

  @Override
  public void onDatagram(Line line, int address, int port, ByteBuffer datagram) {
    if (client != null) {
      trace.add(address, port, datagram.remaining());
      MsuClient running = client;
      boolean receiving = running.state() == MsuState.UPDATE && address == ServerHost.ADDRESS;
      Optional<MsuMessage> message = DECODER.decode(datagram).accepted();
      trace.say(address(), "<", message);
      complaints.onReceived(message.orElse(null), receiving);
      guard(() -> running.onDatagram(line, address, port, datagram));
    }
  }

  /** As if the server had sent it. */
  void receiveForged(ByteBuffer datagram) {
    onDatagram(Line.DATA, ServerHost.ADDRESS, ServerHost.FORGED_PORT, datagram);
  }

  @Override
  public void onInterface(boolean up) {
    if (client != null) {
      MsuClient running = client;
      guard(() -> running.onInterface(up));
    }
  }

  @Override
  public int address() {
    return link.address();
  }

  @Override
  public boolean join(Line line, int group, int port) {
    joined.add(line);
    return link.join(line, group, port);
  }

  @Override
  public void leave(Line line) {
    joined.remove(line);
    link.leave(line);
  }

  @Override
  public void send(int address, int port, ByteBuffer datagram) {
    MsuMessage message =
        DECODER
            .decode(datagram)
            .accepted()
            .orElseThrow(() -> new AssertionError("a client sent what is no message"));
    trace.say(address(), ">", message);
    complaints.onSent(message, client == null ? 0 : client.status().transactionId());
    trace.add(address, port, datagram.remaining());
    link.send(address, port, datagram);
  }

  @Override
  public long kernelDrops() {
    return link.kernelDrops();
  }

  @Override
  public int receiveRoom() {
    return link.receiveRoom();
  }
}
