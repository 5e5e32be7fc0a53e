package dev.fuota.fleet.msu;

import dev.fuota.fleet.lan.LinkQuality;
import dev.fuota.fleet.lan.RoughLink;
import dev.fuota.hal.net.DatagramListener;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.net.NetworkOptions;
import dev.fuota.hal.net.UdpDatagramPort;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Real sockets of this machine, in real time, on the loopback interface: there all of 127/8 is
 * local, so that each client has an address of its own, 127.0.1.1 and so on. Nothing leaves the
 * host. What links lose, they lose by {@link RoughLink}.
 */
public final class SocketGround implements MsuGround, AutoCloseable {
  private static final int SERVER = 0x7f00_0001;
  private static final int CLIENTS = 0x7f00_0100;
  private static final Duration LOOK = Duration.ofMillis(10);

  /** Dozens of clients, each with three sockets. */
  private static final int RECEIVE_BUFFER = 1 << 20;

  private final EventLoop loop;
  private final String loopback;
  private final SplittableRandom random;
  private final List<UdpDatagramPort> ports = new ArrayList<>();
  private int last = CLIENTS;

  /**
   * A ground without nodes.
   *
   * @param loop what makes time pass; its owner closes it after this
   * @param loopback name of the loopback interface
   */
  public SocketGround(EventLoop loop, String loopback, long seed) {
    this.loop = loop;
    this.loopback = loopback;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public Scheduler scheduler() {
    return loop;
  }

  @Override
  public InstantSource clock() {
    return loop;
  }

  @Override
  public LongSupplier nanos() {
    return loop::nanos;
  }

  @Override
  public RandomGenerator newRandom() {
    return random.split();
  }

  private UdpDatagramPort open(int address) {
    NetworkOptions options =
        NetworkOptions.DEFAULT
            .withTimeToLive(0)
            .withReceiveBuffer(RECEIVE_BUFFER)
            .withAddress(address);
    UdpDatagramPort port = new UdpDatagramPort(loop, loopback, options);
    ports.add(port);
    return port;
  }

  @Override
  public RoughLink link(LinkQuality quality) {
    last++;
    UdpDatagramPort port = open(last);
    RoughLink link = new RoughLink(port, loop, newRandom(), quality);
    port.listen(link);
    return link;
  }

  @Override
  public DatagramPort server(DatagramListener listener) {
    UdpDatagramPort port = open(SERVER);
    port.listen(listener);
    if (!port.join(DatagramPort.Line.UNICAST, 0, 0)) {
      throw new IllegalStateException(port.refusal().orElse("no socket"));
    }
    return port;
  }

  @Override
  public boolean run(BooleanSupplier done, Duration longest) {
    Scheduler.Task end = loop.after(longest, loop::stop);
    look(done);
    loop.run();
    end.cancel();
    return done.getAsBoolean();
  }

  private void look(BooleanSupplier done) {
    if (done.getAsBoolean()) {
      loop.stop();
    } else {
      loop.after(LOOK, () -> look(done));
    }
  }

  /** Closes every socket. */
  @Override
  public void close() {
    ports.forEach(UdpDatagramPort::close);
  }
}
