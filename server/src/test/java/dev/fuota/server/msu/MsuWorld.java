package dev.fuota.server.msu;

import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.protocol.msu.MsuDecoded;
import dev.fuota.protocol.msu.MsuDecoder;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.NotificationKind;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.protocol.msu.SequenceComplaint;
import dev.fuota.server.harness.VirtualTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** One server on a network in virtual time, with clients that may lose what is sent to them. */
final class MsuWorld implements MsuNetwork {
  static final Ipv4 SERVER = Ipv4.parse("198.51.100.1").orElseThrow();
  static final MacAddress MAC = new MacAddress(0x0200_0000_0001L);
  private static final int FIRST_CLIENT = 0x0a00_0001;
  private static final Duration DELAY = Duration.ofMillis(1);

  private final VirtualTime time = new VirtualTime();
  private final MsuDecoder decoder =
      new MsuDecoder(MsuLimits.defaults().withProfile(Profile.CODED));
  private final List<Sent> sent = new ArrayList<>();
  private final List<ModelClient> clients = new ArrayList<>();
  private final Set<String> asked = new HashSet<>();
  private final RandomGenerator random;
  private MsuCycle cycle;

  /**
   * A datagram of the server.
   *
   * @param at ms from the start
   */
  record Sent(long at, boolean isMulticast, Endpoint to, MsuMessage message) {}

  MsuWorld() {
    this(1);
  }

  MsuWorld(long seed) {
    random = new SplittableRandom(seed);
    cycle = new MsuCycle(campaign(file("a.bin", 1)).build(), ports(), MsuCycleListener.NONE);
  }

  static byte[] octets(int size) {
    byte[] octets = new byte[size];
    new SplittableRandom(size).nextBytes(octets);
    return octets;
  }

  static MsuFile file(String name, int size) {
    return file(name, FileContent.of(octets(size)));
  }

  static MsuFile file(String name, FileContent content) {
    return new MsuFile(content, name, Optional.empty(), NotificationKind.UPGRADE);
  }

  static MsuCampaign.Builder campaign(MsuFile... files) {
    return MsuCampaign.of(List.of(files), MsuOffer.of(MAC)).sequences(32, 100);
  }

  MsuServerPorts ports() {
    return new MsuServerPorts(this::nanos, time, random, this);
  }

  long nanos() {
    return Duration.between(VirtualTime.START, time.instant()).toNanos();
  }

  long millis() {
    return nanos() / 1_000_000;
  }

  VirtualTime time() {
    return time;
  }

  RandomGenerator random() {
    return random;
  }

  ModelClient client() {
    ModelClient client = new ModelClient(this, new Ipv4(FIRST_CLIENT + clients.size()));
    clients.add(client);
    return client;
  }

  List<ModelClient> clients(int count) {
    return Stream.generate(this::client).limit(count).toList();
  }

  List<ModelClient> clients() {
    return clients;
  }

  MsuCycle cycle() {
    return cycle;
  }

  MsuCycle start(MsuCampaign campaign) {
    return start(campaign, MsuCycleListener.NONE);
  }

  MsuCycle start(MsuCampaign campaign, MsuCycleListener listener) {
    cycle = new MsuCycle(campaign, ports(), listener);
    cycle.start();
    return cycle;
  }

  /** A whole cycle. */
  MsuReport run(MsuCampaign campaign) {
    start(campaign);
    return finish();
  }

  MsuReport finish() {
    time.runUntil(cycle::isDone);
    return cycle.report();
  }

  ClientReport reportOf(ModelClient client) {
    return cycle.report().clients().stream()
        .filter(c -> c.deviceId().equals(client.id()))
        .findFirst()
        .orElseThrow();
  }

  void runUntil(MsuPhase phase) {
    time.runUntil(() -> cycle.phase() == phase);
  }

  void runFor(long ms) {
    time.run(Duration.ofMillis(ms));
  }

  void after(long ms, Runnable action) {
    time.after(Duration.ofMillis(ms), action);
  }

  @Override
  public Ipv4 address() {
    return SERVER;
  }

  @Override
  public void multicast(Ipv4 group, int port, ByteBuffer datagram) {
    MsuMessage message = record(true, new Endpoint(group, port), datagram);
    time.after(DELAY, () -> clients.forEach(client -> client.hear(message)));
  }

  @Override
  public void unicast(Ipv4 to, int port, ByteBuffer datagram) {
    Endpoint endpoint = new Endpoint(to, port);
    MsuMessage message = record(false, endpoint, datagram);
    time.after(
        DELAY,
        () ->
            clients.stream()
                .filter(client -> client.endpoint().equals(endpoint))
                .forEach(client -> client.hear(message)));
  }

  private MsuMessage record(boolean isMulticast, Endpoint to, ByteBuffer datagram) {
    MsuDecoded decoded = decoder.decode(datagram);
    MsuMessage message =
        decoded.accepted().orElseThrow(() -> new AssertionError("the server sent " + decoded));
    sent.add(new Sent(millis(), isMulticast, to, message));
    return message;
  }

  /** Brings a message to the server, from anywhere. */
  void toServer(Endpoint from, MsuMessage message) {
    if (message instanceof SequenceComplaint complaint) {
      complaint.missing().forEach(sequence -> asked.add(complaint.chunk() + "." + sequence));
    }
    time.after(DELAY, () -> deliver(from, message.encoded().asBuffer()));
  }

  void deliver(Endpoint from, ByteBuffer datagram) {
    cycle.onDatagram(from.address(), from.port(), datagram);
  }

  /** All that the server has sent. */
  List<Sent> sent() {
    return sent;
  }

  List<Sent> sent(Class<? extends MsuMessage> kind) {
    return sent.stream().filter(s -> kind.isInstance(s.message())).toList();
  }

  <M extends MsuMessage> List<M> messages(Class<M> kind) {
    return sent.stream().map(Sent::message).filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The frames that clients asked for, as chunk.sequence. */
  Set<String> askedFrames() {
    return asked;
  }

  /** The frames that were sent more than once. */
  List<String> repeatedFrames() {
    Set<String> first = new HashSet<>();
    return messages(DataTransfer.class).stream()
        .map(data -> data.chunk() + "." + data.sequence())
        .filter(frame -> !first.add(frame))
        .toList();
  }

  void forget() {
    sent.clear();
  }
}
