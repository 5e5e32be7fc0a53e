package dev.fuota.fleet.lan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.hal.net.DatagramListener;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.hal.net.DatagramPort.Line;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanTest {
  private static final int SERVER = 0x0a000001;
  private static final int DEVICE = 0x0a000002;
  private static final int OTHER = 0x0a000003;
  private static final int GROUP = 0xef010203;

  private final Simulation simulation = new Simulation(7);
  private final Lan lan = new Lan(simulation);

  private record Heard(Line line, int address, int port, Bytes octets) {}

  private static final class Ear implements DatagramListener {
    final List<Heard> heard = new ArrayList<>();

    @Override
    public void onDatagram(Line line, int address, int port, ByteBuffer datagram) {
      byte[] octets = new byte[datagram.remaining()];
      datagram.get(octets);
      heard.add(new Heard(line, address, port, Bytes.of(octets)));
    }

    @Override
    public void onInterface(boolean up) {
      throw new AssertionError("a cable tells nobody");
    }
  }

  private Ear listen(LanPort port) {
    Ear ear = new Ear();
    port.listen(ear);
    port.join(Line.UNICAST, 0, 0);
    return ear;
  }

  private RoughLink rough(LanPort port, LinkQuality quality) {
    RoughLink link = new RoughLink(port, simulation, simulation.newRandom(), quality);
    port.listen(link);
    return link;
  }

  private void send(DatagramPort from, int address, int port, int... octets) {
    byte[] sent = new byte[octets.length];
    IntStream.range(0, octets.length).forEach(i -> sent[i] = (byte) octets[i]);
    from.send(address, port, ByteBuffer.wrap(sent));
    simulation.run(Duration.ofSeconds(1));
  }

  @Test
  void aGroupReachesItsMembersAndNobodyElse() {
    LanPort server = lan.attach(SERVER);
    LanPort device = lan.attach(DEVICE);
    LanPort other = lan.attach(OTHER);
    listen(server);
    Ear member = listen(device);
    Ear stranger = listen(other);
    device.join(Line.DATA, GROUP, 5000);
    other.join(Line.DATA, GROUP, 5001);
    send(server, GROUP, 5000, 1, 2, 3);
    assertThat(member.heard).hasSize(1);
    assertThat(member.heard.get(0).line()).isEqualTo(Line.DATA);
    assertThat(member.heard.get(0).address()).isEqualTo(SERVER);
    assertThat(member.heard.get(0).octets()).isEqualTo(Bytes.of((byte) 1, (byte) 2, (byte) 3));
    assertThat(stranger.heard).isEmpty();
    device.leave(Line.DATA);
    send(server, GROUP, 5000, 4);
    assertThat(member.heard).hasSize(1);
  }

  @Test
  void anAnswerReachesTheSocketThatAsked() {
    LanPort server = lan.attach(SERVER);
    LanPort device = lan.attach(DEVICE);
    server.bindTo(15567);
    Ear asked = listen(server);
    Ear answered = listen(device);
    send(device, SERVER, 15567, 9);
    assertThat(asked.heard).hasSize(1);
    send(server, DEVICE, asked.heard.get(0).port(), 8);
    assertThat(answered.heard).hasSize(1);
    assertThat(answered.heard.get(0).line()).isEqualTo(Line.UNICAST);
    send(server, DEVICE, asked.heard.get(0).port() + 1, 8);
    assertThat(answered.heard).hasSize(1);
  }

  @Test
  void aCableThatIsPulledCarriesNothingEitherWay() {
    LanPort server = lan.attach(SERVER);
    LanPort device = lan.attach(DEVICE);
    server.bindTo(1000);
    device.bindTo(1000);
    Ear atServer = listen(server);
    Ear atDevice = listen(device);
    RoughLink link = rough(device, LinkQuality.PERFECT);
    link.listen(atDevice);
    link.connect(false);
    send(server, DEVICE, 1000, 1);
    send(link, SERVER, 1000, 1);
    assertThat(atServer.heard).isEmpty();
    assertThat(atDevice.heard).isEmpty();
    link.connect(true);
    send(server, DEVICE, 1000, 1);
    assertThat(atDevice.heard).hasSize(1);
  }

  @Test
  void aProcessThatDiedHearsNothing() {
    LanPort server = lan.attach(SERVER);
    LanPort device = lan.attach(DEVICE);
    listen(server);
    device.bindTo(1000);
    Ear dead = listen(device);
    RoughLink link = rough(device, LinkQuality.PERFECT);
    link.listen(dead);
    link.abandon();
    send(server, DEVICE, 1000, 1);
    assertThat(dead.heard).isEmpty();
  }

  @Test
  void linksLoseRepeatDelayAndSpoilAsOftenAsTheyAreTold() {
    int datagrams = 10_000;
    LinkQuality bad = new LinkQuality(0.2, 0.1, 0.3, 0.05, Duration.ofMillis(5));
    LanPort server = lan.attach(SERVER);
    LanPort device = lan.attach(DEVICE);
    listen(server);
    Ear ear = listen(device);
    rough(device, bad).listen(ear);
    device.join(Line.DATA, GROUP, 5000);
    for (int i = 0; i < datagrams; i++) {
      server.send(GROUP, 5000, ByteBuffer.allocate(8).putInt(0, i));
    }
    simulation.run(Duration.ofSeconds(1));
    long spoilt = ear.heard.stream().filter(heard -> heard.octets().at(7) != 0).count();
    List<Integer> order =
        ear.heard.stream().map(heard -> heard.octets().asBuffer().getInt()).toList();
    long late =
        IntStream.range(1, order.size()).filter(i -> order.get(i) < order.get(i - 1)).count();
    assertThat(ear.heard.size()).isBetween(8600, 9000);
    assertThat(spoilt).isBetween(20L, 100L); // one octet in eight is looked at
    assertThat(late).isGreaterThan(100);
  }

  @Test
  void twoNodesCannotHaveOneAddress() {
    lan.attach(DEVICE);
    assertThatThrownBy(() -> lan.attach(DEVICE)).isInstanceOf(IllegalArgumentException.class);
  }
}
