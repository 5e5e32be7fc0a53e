package dev.fuota.hal.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.net.DatagramPort.Line;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real sockets; multicast that stays on this host. */
class UdpDatagramPortTest {
  private static final int GROUP = 0xEFFE_4D01;
  private static final int OTHER_GROUP = 0xEFFE_4D02;
  private static final int PATIENCE_S = 10;
  private static final NetworkOptions OPTIONS = NetworkOptions.DEFAULT.withTimeToLive(0);

  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
  private Interfaces.State on;
  private LoopThread thread;
  private UdpDatagramPort device;
  private UdpServerPort server;
  private int groupPort;

  private record Heard(Line line, int address, int port, int length, byte first) {}

  @BeforeEach
  void open() throws IOException {
    on = Loopback.required();
    thread = new LoopThread();
    device = new UdpDatagramPort(thread.loop, on.name(), OPTIONS);
    thread.run(() -> device.listen(listener()));
    server = thread.ask(this::openServer);
    groupPort = server.port(); // free for UDP on this host, or the server would not have it
  }

  private UdpServerPort openServer() {
    try {
      return UdpServerPort.open(
          thread.loop, on, OPTIONS, (address, port, datagram) -> answers.add(datagram.remaining()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private DatagramListener listener() {
    return new DatagramListener() {
      @Override
      public void onDatagram(Line line, int address, int port, ByteBuffer datagram) {
        heard.add(new Heard(line, address, port, datagram.remaining(), datagram.get(0)));
      }

      @Override
      public void onInterface(boolean up) {}
    };
  }

  @AfterEach
  void close() {
    if (thread != null) {
      thread.run(
          () -> {
            device.close();
            server.close();
          });
      thread.close();
    }
  }

  @Test
  void hearsAGroupFromItsJoinToItsLeave() throws InterruptedException {
    assertThat(join(Line.DISCOVERY, GROUP)).isTrue();
    send(GROUP, 1, 100);
    assertThat(next())
        .isEqualTo(new Heard(Line.DISCOVERY, on.address(), server.port(), 100, (byte) 1));

    thread.run(() -> device.leave(Line.DISCOVERY));
    send(GROUP, 2, 100);
    assertThat(join(Line.DATA, OTHER_GROUP)).isTrue();
    send(OTHER_GROUP, 3, 100);
    assertThat(next().first()).isEqualTo((byte) 3);
  }

  // MSU-X39
  @Test
  void hearsAndSpeaksOnTheInterfaceThatWasNamedOnly() throws InterruptedException {
    assertThat(join(Line.DISCOVERY, GROUP)).isTrue();
    Interfaces.all().stream()
        .filter(other -> other.isUsable() && !other.name().equals(on.name()))
        .forEach(this::sendOn);
    send(GROUP, 2, 10);
    assertThat(next().first()).isEqualTo((byte) 2); // what was sent elsewhere would have come first
  }

  private void sendOn(Interfaces.State other) {
    thread.run(
        () -> {
          try {
            UdpServerPort elsewhere =
                UdpServerPort.open(thread.loop, other, OPTIONS, (address, port, datagram) -> {});
            elsewhere.send(GROUP, groupPort, ByteBuffer.allocate(10).put(0, (byte) 1));
            elsewhere.close();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  // MSU-068, MSU-X13: what the kernel says about memberships
  @Test
  void groupsOfOneHostStaySeparateOnOnePort() throws InterruptedException {
    assertThat(join(Line.DISCOVERY, GROUP)).isTrue();
    assertThat(join(Line.DATA, OTHER_GROUP)).isTrue();

    send(OTHER_GROUP, 1, 10);
    send(GROUP, 2, 10);

    assertThat(List.of(next(), next()))
        .extracting(h -> h.line() + " " + h.first())
        .containsExactlyInAnyOrder("DATA 1", "DISCOVERY 2");
    assertThat(heard).isEmpty();
    assertThat(GroupCheck.of(on, System::nanoTime)).isEqualTo(GroupCheck.Finding.SEPARATE);
  }

  @Test
  void answersLeaveFromTheUnicastLineAndComeBackToIt() throws InterruptedException {
    assertThat(thread.ask(() -> device.join(Line.UNICAST, 0, 0))).isTrue();
    thread.run(() -> device.send(on.address(), server.port(), ByteBuffer.allocate(20)));
    assertThat(answers.poll(PATIENCE_S, TimeUnit.SECONDS)).isEqualTo(20);

    int port = device.localPort(Line.UNICAST);
    thread.run(() -> server.send(on.address(), port, ByteBuffer.allocate(30)));
    assertThat(next().line()).isEqualTo(Line.UNICAST);
  }

  @Test
  void whatCannotBeSentIsCountedAndTakenOutOfTheBuffer() {
    ByteBuffer datagram = ByteBuffer.allocate(20);
    thread.run(() -> device.send(on.address(), 9, datagram));
    assertThat(datagram.hasRemaining()).isFalse();
    assertThat(device.unsent()).isEqualTo(1);
  }

  @Test
  void aDatagramThatIsTooLongIsSeenToBe() throws InterruptedException {
    join(Line.DATA, GROUP);
    send(GROUP, 1, 5000);
    assertThat(next().length()).isEqualTo(2048);
  }

  @Test
  void saysWhyALineIsRefused() {
    UdpDatagramPort nowhere = new UdpDatagramPort(thread.loop, "nosuch0", OPTIONS);
    assertThat(thread.ask(() -> nowhere.join(Line.DATA, GROUP, groupPort))).isFalse();
    assertThat(nowhere.refusal()).hasValueSatisfying(why -> assertThat(why).contains("nosuch0"));
    assertThat(nowhere.address()).isZero();

    assertThat(thread.ask(() -> device.join(Line.DATA, 0x0A00_0001, groupPort))).isFalse();
    assertThat(device.localPort(Line.DATA)).isZero();
  }

  @Test
  void countsWhatTheKernelHadToThrowAway() {
    NetworkOptions small = OPTIONS.withReceiveBuffer(8192);
    UdpDatagramPort slow = new UdpDatagramPort(thread.loop, on.name(), small);
    assertThat(thread.ask(() -> slow.join(Line.DATA, GROUP, groupPort))).isTrue();
    assertThat(slow.receiveRoom()).isBetween(1, 100);
    assertThat(thread.ask(slow::kernelDrops)).isZero();

    thread.run(() -> flood(200)); // the loop sends, so it cannot receive meanwhile
    thread.run(() -> slow.leave(Line.DATA));

    assertThat(thread.ask(slow::kernelDrops)).isBetween(1L, 200L);
  }

  @Test
  void asksForAsMuchReceiveBufferAsItMay() {
    join(Line.DATA, GROUP);
    assertThat(thread.ask(device::receiveBuffer)).isBetween(65_536, OPTIONS.receiveBuffer());
  }

  @Test
  @Timeout(60)
  void receivesWithoutMakingObjects() {
    AtomicLong received = new AtomicLong();
    UdpDatagramPort quiet = new UdpDatagramPort(thread.loop, on.name(), OPTIONS);
    thread.run(() -> quiet.listen(counting(received)));
    assertThat(thread.ask(() -> quiet.join(Line.DATA, GROUP, groupPort))).isTrue();
    long frames = 100;
    for (int warm = 0; warm < 50; warm++) {
      exchange(received, frames);
    }
    long before = allocated();
    exchange(received, frames);
    long perFrame = (allocated() - before) / frames;
    thread.run(quiet::close);
    assertThat(perFrame).as("octets of heap a frame, sent and received").isLessThan(64);
  }

  private void exchange(AtomicLong received, long frames) {
    long target = received.get() + frames;
    thread.run(() -> flood((int) frames));
    while (received.get() < target) {
      Thread.onSpinWait();
    }
  }

  private long allocated() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(thread.threadId());
  }

  private static DatagramListener counting(AtomicLong received) {
    return new DatagramListener() {
      @Override
      public void onDatagram(Line line, int address, int port, ByteBuffer datagram) {
        received.incrementAndGet();
      }

      @Override
      public void onInterface(boolean up) {}
    };
  }

  private void flood(int frames) {
    ByteBuffer frame = ByteBuffer.allocateDirect(1378);
    for (int i = 0; i < frames; i++) {
      server.send(GROUP, groupPort, frame.clear());
    }
  }

  /** What is heard next; null, and a test that fails, if nothing is. */
  private Heard next() throws InterruptedException {
    return heard.poll(PATIENCE_S, TimeUnit.SECONDS);
  }

  private boolean join(Line line, int group) {
    return thread.ask(() -> device.join(line, group, groupPort));
  }

  private void send(int group, int first, int length) {
    ByteBuffer datagram = ByteBuffer.allocate(length).put(0, (byte) first);
    thread.run(() -> server.send(group, groupPort, datagram));
  }
}
