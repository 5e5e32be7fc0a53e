package dev.fuota.agent.rig;

import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LinkCapabilities;
import dev.fuota.hal.link.LinkCapabilities.SessionTuning;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.link.PingSession;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A link without air: each uplink is done after two seconds, and a test says how much it takes. */
public final class StubLink implements LorawanLink {
  /** An uplink that was taken. */
  public record Sent(int fPort, String hex) {}

  private static final Duration AIR = Duration.ofSeconds(2);

  private final Simulation world;
  private Listener listener =
      new Listener() {
        @Override
        public void onDownlink(Downlink downlink) {}

        @Override
        public void onUplinkDone(boolean acknowledged) {}
      };
  private boolean busy;
  private long fCnt;

  /** All uplinks that were taken and are not empty. */
  public final List<Sent> sent = new ArrayList<>();

  /** What the next uplink may have. */
  public int room = 51;

  /** While this is set, the link takes nothing: it has something of its own to do. */
  public boolean owes;

  /** How often it was asked for the time. */
  public int timeRequests;

  /** What it can do. */
  public LinkCapabilities capabilities = LinkCapabilities.FULL;

  StubLink(Simulation world) {
    this.world = world;
  }

  /** A session began. */
  public void activate() {
    listener.onActivated();
  }

  /** The network told the time. */
  public void tellTime(Instant now) {
    listener.onNetworkTime(now);
  }

  @Override
  public LinkCapabilities capabilities() {
    return capabilities;
  }

  @Override
  public void requestTime() {
    timeRequests++;
  }

  /** The network sends something to the device alone. */
  public void receive(int fPort, String hex) {
    receive(fPort, hex, Downlink.UNICAST);
  }

  /** A link that keeps its counters to itself hands something over. */
  public void receiveWithoutCounter(int fPort, String hex, int groupId) {
    byte[] payload = Bytes.fromHex(hex).toArray();
    listener.onDownlink(new Downlink(fPort, payload, groupId, Downlink.UNKNOWN_COUNTER));
  }

  /** The network sends something to multicast group 0. */
  public void receiveByMulticast(int fPort, String hex) {
    receive(fPort, hex, 0);
  }

  private void receive(int fPort, String hex, int groupId) {
    listener.onDownlink(new Downlink(fPort, Bytes.fromHex(hex).toArray(), groupId, fCnt++));
  }

  @Override
  public void listen(Listener who) {
    listener = who;
    busy = false;
  }

  @Override
  public boolean ready() {
    return !busy && !owes;
  }

  @Override
  public int maxPayload() {
    return room;
  }

  @Override
  public void send(int fPort, byte[] payload, boolean confirmed) {
    busy = true;
    if (payload.length > 0) {
      sent.add(new Sent(fPort, Bytes.of(payload).toHex()));
    }
    Listener sender = listener;
    world.after(
        AIR,
        () -> {
          if (sender == listener) {
            busy = false;
            sender.onUplinkDone(confirmed);
          }
        });
  }

  @Override
  public void defineGroup(MulticastGroup group) {}

  @Override
  public void deleteGroup(int groupId) {}

  @Override
  public void openClassC(int groupId, int frequencyHz, int dataRate) {}

  @Override
  public void closeClassC(int groupId) {}

  @Override
  public boolean supportsClassB() {
    return false;
  }

  @Override
  public void openClassB(int groupId, PingSession session) {}

  @Override
  public void closeClassB(int groupId) {}

  @Override
  public boolean supportsDataRate(int dataRate) {
    return capabilities.tuning() != SessionTuning.NONE;
  }

  @Override
  public boolean supportsFrequency(int frequencyHz) {
    return capabilities.tuning() != SessionTuning.NONE;
  }
}
