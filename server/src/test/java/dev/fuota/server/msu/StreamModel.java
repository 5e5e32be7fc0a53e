package dev.fuota.server.msu;

import dev.fuota.protocol.msu.DeviceParameters;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.FrameBitmap;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.protocol.msu.NotificationKind;
import dev.fuota.protocol.msu.Poll;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.protocol.msu.Report;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.repair.XorSum;
import dev.fuota.server.harness.VirtualTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The server of a stream and its clients in virtual time, on a link with a rate, a delay, loss and
 * duplicates. Frames are short, so that many fit into a test; on the link they count as full ones.
 */
final class StreamModel implements StreamFrames {
  static final int FRAME = 20;
  static final int TRANSACTION = 0x1234;

  private static final int FRAME_BITS = 8 * (FileGeometry.SEQUENCE_SIZE_DEFAULT + 12 + 42);
  private static final Ipv4 SERVER = new Ipv4(0x0a00_0001);

  final VirtualTime time = new VirtualTime();
  final RandomGenerator random;
  final FileGeometry geometry;
  final List<StreamModelClient> devices = new ArrayList<>();
  final Clients clients = new Clients(MsuCycleListener.NONE);
  final StreamTransfer transfer;
  long bitsPerSecond = 1_000_000_000;
  int duplicatesPercent;
  boolean done;
  int first;
  int repeated;
  int coded;
  int polls;
  int reports;

  private final byte[] file;
  private final XorSum sum = new XorSum(FRAME);
  private long linkFreeAt;

  StreamModel(long seed, int frames, int receivers, Profile profile) {
    random = new SplittableRandom(seed);
    geometry = new FileGeometry((long) frames * FRAME - 3, 32, FRAME);
    file = new byte[(int) geometry.fileSize()];
    random.nextBytes(file);
    for (int i = 0; i < receivers; i++) {
      Ipv4 address = new Ipv4(0x0a00_0100 + i);
      Endpoint endpoint = new Endpoint(address, 4000);
      ClientRecord client = clients.add(address, endpoint, ClientState.FOUND, nanos());
      clients.setState(client, ClientState.CONNECTED);
      devices.add(new StreamModelClient(this, client));
    }
    clients.nextFile();
    transfer = new StreamTransfer(context(profile), this);
  }

  private TransferContext context(Profile profile) {
    MsuFile content =
        new MsuFile(FileContent.of(file), "image.bin", Optional.empty(), NotificationKind.UPGRADE);
    MsuCampaign campaign =
        MsuCampaign.of(List.of(content), MsuOffer.of(new MacAddress(2)))
            .pace(new MsuPace(Duration.ZERO, 0, false))
            .build();
    CycleStatistics statistics = new CycleStatistics();
    MsuNetwork network = new NoNetwork();
    Outbox outbox = new Outbox(network, campaign, statistics);
    return new TransferContext(
        1,
        geometry,
        TRANSACTION,
        new DeviceParameters(0, 0, 0, 2, 2, 10, 32),
        profile,
        campaign,
        new MsuServerPorts(this::nanos, time, random, network),
        new FrameSender(1, geometry, content.content(), outbox, statistics),
        clients,
        statistics,
        MsuCycleListener.NONE,
        phase -> {},
        () -> done = true);
  }

  /** Runs the transfer to its end; returns how long that took. */
  Duration run() {
    transfer.start();
    time.runUntil(() -> done);
    return Duration.between(VirtualTime.START, time.instant());
  }

  long nanos() {
    return Duration.between(VirtualTime.START, time.instant()).toNanos();
  }

  /** Frames and combinations sent for each frame of the file. */
  double framesRatio() {
    return (first + repeated + coded) / (double) geometry.frames();
  }

  boolean isWhole(byte[] copy) {
    return Arrays.equals(file, copy);
  }

  void report(ClientRecord from, Report report) {
    reports++;
    time.after(
        Duration.ofNanos(200_000),
        () -> {
          if (!from.isFinished()) {
            transfer.onMessage(from, report);
          }
        });
  }

  void status(ClientRecord from) {
    if (!from.isFinished()) {
      clients.finish(from, () -> from.file().finish(FileOutcome.PASS, StatusCode.NONE, 0, nanos()));
      transfer.onFinished(from);
    }
  }

  @Override
  public void first(long chunk, int sequence) {
    first++;
    frame(chunk, FrameBitmap.bit(sequence));
  }

  @Override
  public void repeat(long chunk, int sequence) {
    repeated++;
    frame(chunk, FrameBitmap.bit(sequence));
  }

  @Override
  public void coded(long chunk, int mask) {
    coded++;
    frame(chunk, mask);
  }

  @Override
  public void poll(Poll poll) {
    polls++;
    multicast(500, device -> device.onPoll(poll));
  }

  private void frame(long chunk, int mask) {
    sum.clear();
    for (int rest = mask; rest != 0; rest = FrameBitmap.withoutLowest(rest)) {
      int sequence = FrameBitmap.lowest(rest);
      int offset = (int) geometry.offsetOf(chunk, sequence);
      sum.add(file, offset, geometry.lengthOf(chunk, sequence));
    }
    byte[] octets = sum.bytes().toArray();
    multicast(FRAME_BITS, device -> device.onFrame(chunk, mask, ByteBuffer.wrap(octets)));
  }

  private void multicast(int bits, Consumer<StreamModelClient> receive) {
    linkFreeAt = Math.max(linkFreeAt, nanos()) + bits * 1_000_000_000L / bitsPerSecond;
    for (StreamModelClient device : devices) {
      int copies = random.nextInt(100) < duplicatesPercent ? 2 : 1;
      for (int i = 0; i < copies; i++) {
        if (random.nextDouble() >= device.loss) {
          long at = linkFreeAt + 100_000 + random.nextInt(1 + device.jitterNanos);
          time.after(
              Duration.ofNanos(at - nanos()), () -> device.arrive(() -> receive.accept(device)));
        }
      }
    }
  }

  private static final class NoNetwork implements MsuNetwork {
    @Override
    public Ipv4 address() {
      return SERVER;
    }

    @Override
    public void multicast(Ipv4 group, int port, ByteBuffer datagram) {
      throw new AssertionError("the model sends by itself");
    }

    @Override
    public void unicast(Ipv4 to, int port, ByteBuffer datagram) {
      throw new AssertionError("a transfer sends nothing to one client");
    }
  }
}
