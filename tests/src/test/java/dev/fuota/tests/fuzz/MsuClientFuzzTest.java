package dev.fuota.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fuota.agent.msu.FileDestination;
import dev.fuota.agent.msu.MsuClient;
import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.agent.msu.MsuClientListener;
import dev.fuota.agent.msu.MsuClientPorts;
import dev.fuota.agent.msu.MsuState;
import dev.fuota.fleet.lan.Lan;
import dev.fuota.fleet.lan.LanPort;
import dev.fuota.hal.file.FileProblem;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.hal.sim.MemoryArea;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.DeviceIdentity;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.Profile;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.CRC32;

/** A whole client, and what its disk holds. Each operation has an octet that says which. */
class MsuClientFuzzTest {
  private static final int OPERATIONS_MAX = 200;
  private static final int CLIENT = 0x0a00_0002;
  private static final int PORT = 4000;
  private static final long DISK = 1 << 20;
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final DatagramPort.Line[] LINES = DatagramPort.Line.values();
  private static final String[] RECORDS = {"msu-device", "msu-1.chunks", "msu-2.chunks"};
  private static final FileProblem[] PROBLEMS = {
    FileProblem.FULL, FileProblem.READ_ONLY, FileProblem.IO
  };

  /** A device of which the process may end. */
  private static final class Device {
    final Simulation world = new Simulation(1);
    final MemoryArea disk = new MemoryArea(DISK);
    final LanPort port = new Lan(world).attach(CLIENT);
    int answers;
    MsuClient client = start();

    MsuClient start() {
      MsuClient[] own = new MsuClient[1];
      MsuClient fresh =
          new MsuClient(
              MsuClientConfig.open()
                  .withIdentity(DeviceIdentity.NONE, Optional.of("1.0"))
                  .withProfile(Profile.CODED),
              new MsuClientPorts(
                  world,
                  (delay, action) ->
                      world.after(
                          delay,
                          () -> {
                            if (own[0] == client) {
                              action.run();
                            }
                          }),
                  world.newRandom(),
                  new CountingPort(port, () -> answers++),
                  disk,
                  new FileDestination(disk),
                  MsuClientListener.SILENT));
      own[0] = fresh;
      client = fresh;
      fresh.start();
      return fresh;
    }

    void die(boolean power) {
      for (DatagramPort.Line line : LINES) {
        port.leave(line);
      }
      if (power) {
        disk.losePower();
      }
      start();
    }

    void hear(int line, Ipv4 from, Bytes datagram) {
      client.onDatagram(LINES[line % LINES.length], from.bits(), PORT, datagram.asBuffer());
    }

    /** Whatever happened: it is at rest, and answers who asks for it. */
    void checkAlive() {
      disk.mend();
      world.run(LONG);
      assertThat(client.state()).isEqualTo(MsuState.LISTENING);
      assertThat(disk.freeOctets()).isLessThanOrEqualTo(DISK);
      int before = answers;
      hear(2, MsuPhrases.SERVER, MsuPhrases.ask(new Ipv4(CLIENT)).encoded());
      assertThat(answers).isEqualTo(before + 1);
    }
  }

  /** Any sequence of datagrams, times, deaths and troubles leaves a client that works. */
  @FuzzTest
  void anythingHappens(byte[] input) {
    Octets octets = new Octets(input);
    Device device = new Device();
    for (int i = 0; i < OPERATIONS_MAX && octets.more(); i++) {
      operate(device, octets);
    }
    device.checkAlive();
  }

  private static void operate(Device device, Octets octets) {
    int operation = octets.next();
    int line = operation >> 4;
    switch (operation & 15) {
      case 0 -> device.hear(line, MsuPhrases.SERVER, octets.nextString());
      case 1 -> device.hear(line, MsuPhrases.OTHER, octets.nextString());
      case 2, 3, 4, 5, 6, 7 -> device.hear(line, MsuPhrases.SERVER, phrase(octets));
      case 8 -> device.hear(line, MsuPhrases.OTHER, phrase(octets));
      case 9 -> device.hear(line, MsuPhrases.SERVER, spoilt(phrase(octets), octets));
      case 10 -> device.world.run(Duration.ofMillis(octets.next16()));
      case 11 -> device.world.run(Duration.ofSeconds(octets.next()));
      case 12 -> device.die((operation & 16) != 0);
      case 13 -> device.client.onInterface((operation & 16) != 0);
      case 14 -> trouble(device, line);
      default -> spoil(device, octets);
    }
  }

  private static Bytes phrase(Octets octets) {
    MsuMessage message = MsuPhrases.next(octets, new Ipv4(CLIENT));
    return message.encoded();
  }

  private static Bytes spoilt(Bytes datagram, Octets octets) {
    byte[] changed = datagram.toArray();
    changed[octets.next16() % changed.length] ^= (byte) octets.next();
    return Bytes.of(changed);
  }

  private static void trouble(Device device, int which) {
    if (which % 4 == 0) {
      device.disk.mend();
    } else {
      device.disk.fail(PROBLEMS[which % 4 - 1]);
    }
  }

  private static void spoil(Device device, Octets octets) {
    String name = RECORDS[octets.next() % RECORDS.length];
    Optional<byte[]> record = device.disk.loadRecord(name).filter(found -> found.length > 0);
    if (record.isPresent()) {
      record.get()[octets.next16() % record.get().length] ^= (byte) octets.next();
      device.disk.saveRecord(name, octets.next() % 2 == 0 ? record.get() : sealed(record.get()));
    }
  }

  /** With a CRC that is right, so that what is within is looked at. */
  private static byte[] sealed(byte[] record) {
    int end = Math.max(0, record.length - Integer.BYTES);
    CRC32 crc = new CRC32();
    crc.update(record, 0, end);
    if (record.length >= Integer.BYTES) {
      ByteBuffer.wrap(record).putInt(end, (int) crc.getValue());
    }
    return record;
  }

  /** Whatever records and files the disk holds, the client starts and works. */
  @FuzzTest
  void anythingIsOnTheDisk(byte[] input) {
    Octets octets = new Octets(input);
    Device device = new Device();
    device.client.stop();
    for (int i = 0; i < OPERATIONS_MAX && octets.more(); i++) {
      int operation = octets.next();
      byte[] content = octets.nextString().toArray();
      if ((operation & 1) == 0) {
        device.disk.part("msu-" + (1 + operation % 3) + ".part", content.length + 1L);
      } else {
        byte[] record = new byte[1 + content.length + Integer.BYTES];
        record[0] = 1;
        System.arraycopy(content, 0, record, 1, content.length);
        device.disk.saveRecord(
            RECORDS[(operation >> 1) % RECORDS.length],
            (operation & 0x80) == 0 ? sealed(record) : content);
      }
    }
    device.die(true);
    device.checkAlive();
  }
}
