package dev.fuota.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fuota.fleet.msu.MsuScenario;
import dev.fuota.fleet.msu.MsuScenarioFile;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.ChunkComplaint;
import dev.fuota.protocol.msu.ConnectResponse;
import dev.fuota.protocol.msu.DeviceIdentity;
import dev.fuota.protocol.msu.DisconnectResponse;
import dev.fuota.protocol.msu.GroupAck;
import dev.fuota.protocol.msu.IAm;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.protocol.msu.MsgType;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.NotificationKind;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.protocol.msu.Report;
import dev.fuota.protocol.msu.ResponseCode;
import dev.fuota.protocol.msu.SequenceComplaint;
import dev.fuota.protocol.msu.Status;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.StatusResponse;
import dev.fuota.server.msu.FileContent;
import dev.fuota.server.msu.MsuCampaign;
import dev.fuota.server.msu.MsuCycle;
import dev.fuota.server.msu.MsuCycleListener;
import dev.fuota.server.msu.MsuFile;
import dev.fuota.server.msu.MsuNetwork;
import dev.fuota.server.msu.MsuOffer;
import dev.fuota.server.msu.MsuServerPorts;
import dev.fuota.settings.SettingProblem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A whole server, and the file that describes a fleet. */
class MsuServerFuzzTest {
  private static final int OPERATIONS_MAX = 300;
  private static final int FIRST_PORT = 50_000;
  private static final int CHUNKS = 5;
  private static final int KINDS = 8;
  private static final Duration LONG = Duration.ofHours(2);

  /** How often a server may say something for each thing that it is told, and by itself. */
  private static final int SAID_MAX = 40;

  private static final int SAID_BY_ITSELF_MAX = 60_000;

  private static final class Silent implements MsuNetwork {
    long sent;

    @Override
    public Ipv4 address() {
      return MsuPhrases.SERVER;
    }

    @Override
    public void multicast(Ipv4 group, int port, ByteBuffer datagram) {
      sent++;
    }

    @Override
    public void unicast(Ipv4 to, int port, ByteBuffer datagram) {
      sent++;
    }
  }

  /** Whatever a server hears and whenever, it ends, and is not made to send without bounds. */
  @FuzzTest
  void anythingIsHeard(byte[] input) {
    Octets octets = new Octets(input);
    Simulation world = new Simulation(1);
    Silent network = new Silent();
    int setting = octets.next();
    MsuCycle cycle =
        new MsuCycle(
            campaign(setting),
            new MsuServerPorts(
                () -> Duration.between(Simulation.START, world.instant()).toNanos(),
                (delay, action) -> world.after(delay, action)::cancel,
                world.newRandom(),
                network),
            MsuCycleListener.NONE);
    cycle.start();
    int operations = 0;
    while (operations < OPERATIONS_MAX && octets.more()) {
      operate(world, cycle, octets);
      operations++;
    }
    if ((setting & 8) != 0) {
      cycle.abort();
    }
    world.run(LONG);
    assertThat(cycle.isDone()).isTrue();
    assertThat(cycle.report().clients()).hasSizeLessThanOrEqualTo(8);
    assertThat(network.sent).isLessThan(SAID_BY_ITSELF_MAX + (long) SAID_MAX * operations);
  }

  private static MsuCampaign campaign(int setting) {
    MsuFile file =
        new MsuFile(
            FileContent.of(new byte[CHUNKS * 4 * 8]),
            "f1",
            Optional.empty(),
            NotificationKind.UPGRADE);
    return MsuCampaign.of(
            (setting & 1) == 0 ? List.of(file) : List.of(file, file),
            MsuOffer.of(new MacAddress(1)))
        .sequences(4, 8)
        .profile((setting & 2) == 0 ? Profile.NONE : Profile.CODED)
        .repair((setting & 4) == 0 ? MsuCampaign.RepairMode.EARLY : MsuCampaign.RepairMode.LATE)
        .build();
  }

  private static void operate(Simulation world, MsuCycle cycle, Octets octets) {
    int operation = octets.next();
    int who = operation >> 5;
    Ipv4 from = new Ipv4(0x0a00_0002 + who);
    int port = FIRST_PORT + (operation >> 4 & 1);
    switch (operation & 15) {
      case 0 -> cycle.onDatagram(from, port, octets.nextString().asBuffer());
      case 1, 2 -> world.run(Duration.ofMillis(octets.next16()));
      case 3 -> world.run(Duration.ofSeconds(octets.next()));
      default ->
          cycle.onDatagram(
              from, port, message(from, cycle.transactionId(), octets).encoded().asBuffer());
    }
  }

  private static MsuMessage message(Ipv4 from, int id, Octets octets) {
    int kind = octets.next() % KINDS;
    int choice = octets.next();
    int file = 1 + choice % 2;
    long chunk = 1L + (choice >> 1) % (CHUNKS + 1);
    return switch (kind) {
      case 0 ->
          new IAm(
              0,
              MsgType.CLIENT,
              from,
              DeviceIdentity.NONE,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              choice % 4 == 0 ? Optional.empty() : Profile.CODED.commParam(),
              Optional.empty(),
              0,
              Bytes.EMPTY);
      case 1 -> ConnectResponse.to(id, new ResponseCode(choice < 200 ? 0 : choice));
      case 2 -> new SequenceComplaint(file, chunk, octets.next() << 24 | 0x1000_0000);
      case 3 -> new ChunkComplaint(file, List.of(chunk, chunk + 1));
      case 4 -> new Report(file, choice, id, octets.next(), 0, chunk, choice, List.of());
      case 5 -> new StatusResponse(Status.PASS, StatusCode.NONE, id, from, 0);
      case 6 -> new StatusResponse(Status.IN_PROGRESS, StatusCode.NONE, id, from, 0);
      default ->
          choice < 128
              ? new GroupAck(choice, false, from)
              : DisconnectResponse.to(id, ResponseCode.GOOD);
    };
  }

  /** A description of a fleet is read, or it is said where it is wrong. */
  @FuzzTest
  void scenario(byte[] input) {
    try {
      MsuScenario read =
          MsuScenarioFile.read("fleet.yaml", new String(input, StandardCharsets.UTF_8));
      assertThat(read.count()).isBetween(1, MsuScenario.CLIENTS_MAX);
      assertThat(read.files()).hasSizeBetween(1, 3);
    } catch (SettingProblem problem) {
      assertThat(problem.getMessage()).startsWith("fleet.yaml");
    }
  }
}
