package dev.fuota.agent.msu;

import static dev.fuota.agent.msu.Cycle.FILE;
import static dev.fuota.agent.msu.Cycle.ID;
import static dev.fuota.agent.msu.Cycle.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.file.FileProblem;
import dev.fuota.hal.net.DatagramPort.Line;
import dev.fuota.protocol.msu.DeviceParameters;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.StatusCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Disks that fail, processes that die, and devices that are not set up. */
class DiskAndSetupTest {

  private static MsuBench updating() {
    MsuBench bench = new MsuBench(MsuClientConfig.open(), 0).started();
    bench.from(SERVER, Cycle.connect(ID));
    bench.from(SERVER, Cycle.announce(ID));
    return bench;
  }

  private static void send(MsuBench bench, int chunk) {
    for (int sequence = 1; sequence <= Cycle.GEOMETRY.framesIn(chunk); sequence++) {
      bench.from(SERVER, Cycle.frame(chunk, sequence));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FileProblem.class,
      names = {"FULL", "READ_ONLY", "IO"})
  @DisplayName("A disk that fails in mid-transfer: FAIL 6 or 7, twice, and the rest ignored (U-30)")
  void theDiskFails(FileProblem problem) {
    MsuBench bench = updating();
    send(bench, 1);
    bench.disk.fail(problem);
    send(bench, 2);
    bench.runUntil(1000);
    StatusCode code = problem == FileProblem.FULL ? StatusCode.STORAGE : StatusCode.IO;
    assertThat(bench.client.status()).isEqualTo(Script.status(code, 0));
    assertThat(bench.messages().subList(1, 3))
        .isEqualTo(List.of(Script.status(code, 0), Script.status(code, 0)));
    assertThat(bench.client.state()).isEqualTo(MsuState.CONNECTED);
  }

  @Test
  @DisplayName("A disk that is read-only from the start: FAIL 7, and the client stays connected")
  void aReadOnlyDisk() {
    MsuBench bench = new MsuBench(MsuClientConfig.open(), 0);
    bench.disk.fail(FileProblem.READ_ONLY);
    bench.started();
    bench.from(SERVER, Cycle.connect(ID));
    bench.from(SERVER, Cycle.announce(ID));
    assertThat(bench.client.state()).isEqualTo(MsuState.CONNECTED);
    assertThat(bench.client.status().code()).isEqualTo(StatusCode.IO);
  }

  @ParameterizedTest(name = "power lost after frame {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  @DisplayName(
      "Stored bits never run ahead of stored data: after any cut the CRC is right (MSU-X23,"
          + " MSU-X11)")
  void powerIsLostAnywhere(int frames) {
    MsuBench bench = updating();
    int sent = 0;
    for (int chunk = 1; chunk <= 3; chunk++) {
      for (int sequence = 1; sequence <= Cycle.GEOMETRY.framesIn(chunk); sequence++) {
        bench.runUntil((long) bench.ms() + 400);
        bench.from(SERVER, Cycle.frame(chunk, sequence));
        sent++;
        if (sent == frames) {
          bench.die(true);
          bench.client.start();
          assertThat(bench.client.state()).isEqualTo(MsuState.UPDATE);
        }
      }
    }
    assertThat(bench.disk.published()).isEmpty();
    for (int chunk = 1; chunk <= 3; chunk++) {
      send(bench, chunk);
    }
    bench.runUntil((long) bench.ms() + 1000);
    assertThat(bench.client.status()).isEqualTo(Script.status(StatusCode.NONE, 0));
    assertThat(bench.published("fw.bin")).isEqualTo(FILE);
  }

  // MSU-052
  @Test
  @DisplayName("A cycle that timed out does not come back by a restart, only by its server")
  void aTimedOutCycleWaitsForItsServer() {
    MsuBench bench = updating();
    send(bench, 1);
    bench.runUntil(70_000);
    assertThat(bench.client.state()).isEqualTo(MsuState.LISTENING);
    bench.die(true);
    bench.client.start();
    assertThat(bench.client.state()).isEqualTo(MsuState.LISTENING);
    bench.from(SERVER, Cycle.connect(ID));
    assertThat(bench.client.state()).isEqualTo(MsuState.UPDATE);
  }

  // MSU-X21
  @Test
  @DisplayName("However often the process dies, the connection time-out counts from what was heard")
  void restartsDoNotProlongTheConnection() {
    MsuBench bench = updating();
    send(bench, 1);
    for (int seconds = 20; seconds <= 50; seconds += 10) {
      bench.runUntil(seconds * 1000L);
      bench.die(true);
      bench.client.start();
      assertThat(bench.client.state()).isEqualTo(MsuState.UPDATE);
    }
    bench.die(true);
    bench.runUntil(70_000);
    bench.client.start();
    assertThat(bench.client.state()).isEqualTo(MsuState.LISTENING);
  }

  @Test
  @DisplayName("At most a second of frames is lost with the process")
  void aSecondAtMostIsLost() {
    MsuBench bench = updating();
    send(bench, 1);
    bench.from(SERVER, Cycle.frame(2, 1));
    bench.runUntil(1001);
    bench.die(true);
    bench.client.start();
    for (int sequence = 2; sequence <= 4; sequence++) {
      bench.from(SERVER, Cycle.frame(2, sequence));
    }
    send(bench, 3);
    bench.runUntil(2000);
    assertThat(bench.published("fw.bin")).isEqualTo(FILE);
  }

  @Test
  @DisplayName(
      "Nobody may connect before commissioning, and the client says what to do (MSU-147,"
          + " MSU-X42)")
  void noDefaultCredentials() {
    MsuBench bench = new MsuBench(MsuClientConfig.production(), 0).started();
    bench.from(SERVER, Cycle.connect(ID));
    bench.runUntil(60_000);
    assertThat(bench.client.state()).isEqualTo(MsuState.CONFIG);
    assertThat(bench.sent).isEmpty();
    assertThat(bench.joined).isEmpty();
    assertThat(bench.notices.get(0)).contains("commission this device", "level 0");
  }

  @Test
  @DisplayName("Without a trusted signature a production device does not listen either")
  void noTrustedSignature() {
    MsuBench bench =
        new MsuBench(MsuClientConfig.production().withAccess(Access.OPEN), 0).started();
    assertThat(bench.client.state()).isEqualTo(MsuState.CONFIG);
    assertThat(bench.notices.get(0)).contains("signature");
    bench.client.reconfigure(MsuClientConfig.open());
    bench.client.command(dev.fuota.protocol.msu.LocalCommand.INIT);
    assertThat(bench.client.state()).isEqualTo(MsuState.LISTENING);
  }

  @Test
  @DisplayName("Sockets that cannot be opened: again every ten seconds (M-04)")
  void socketsFail() {
    MsuBench bench = new MsuBench(MsuClientConfig.open(), 0);
    bench.joins = false;
    bench.started();
    assertThat(bench.client.state()).isEqualTo(MsuState.CONFIG);
    bench.joins = true;
    bench.runUntil(9999);
    assertThat(bench.client.state()).isEqualTo(MsuState.CONFIG);
    bench.runUntil(10_000);
    assertThat(bench.client.state()).isEqualTo(MsuState.LISTENING);
    assertThat(bench.joined).containsEntry(Line.DISCOVERY, "239.254.1.2:15567");
  }

  @Test
  @DisplayName("The interface goes and comes: all groups are joined again, the file goes on (M-25)")
  void theInterfaceComesBack() {
    MsuBench bench = updating();
    send(bench, 1);
    bench.client.onInterface(false);
    bench.joined.clear();
    bench.client.onInterface(true);
    assertThat(bench.joined.keySet()).isEqualTo(java.util.Set.of(Line.values()));
    send(bench, 2);
    send(bench, 3);
    bench.runUntil(1000);
    assertThat(bench.client.status()).isEqualTo(Script.status(StatusCode.NONE, 0));
  }

  @Test
  @DisplayName("An interface that has no address for seconds has changed none (M-25)")
  void theAddressIsAwayForSeconds() {
    MsuBench bench = updating();
    Ipv4 own = bench.address;
    send(bench, 1);
    bench.address = new Ipv4(0);
    bench.client.onInterface(false);
    bench.runUntil(4_000);
    bench.address = own;
    bench.client.onInterface(true);
    assertThat(bench.client.state()).isEqualTo(MsuState.UPDATE);
    send(bench, 2);
    send(bench, 3);
    bench.runUntil(5_000);
    assertThat(bench.client.status()).isEqualTo(Script.status(StatusCode.NONE, 0));
  }

  @Test
  @DisplayName("Another address while connected ends the connection (M-25)")
  void theAddressChanges() {
    MsuBench bench = updating();
    bench.client.onInterface(false);
    bench.address = new Ipv4(0xc000_0299);
    bench.client.onInterface(true);
    assertThat(bench.client.state()).isEqualTo(MsuState.LISTENING);
    assertThat(bench.client.status().code()).isEqualTo(StatusCode.TIMEOUT);
    assertThat(bench.client.status().deviceId()).isEqualTo(new Ipv4(0xc000_0299));
  }

  @ParameterizedTest(name = "announced {0} s, own Timeout_Val 10 s")
  @ValueSource(ints = {0, 5, 25})
  @DisplayName("T_upd is what is announced, and never less than Timeout_Val (MSU-145)")
  void theUpdateTimeout(int announced) {
    MsuBench bench =
        new MsuBench(
                MsuClientConfig.open()
                    .withParameters(new DeviceParameters(10, 3000, 5000, 2, 2, 10, 32)),
                0)
            .started();
    bench.from(SERVER, Cycle.connect(SERVER, ID, 255, Optional.empty()));
    dev.fuota.protocol.msu.Notification plain = Cycle.announce(ID);
    bench.from(
        SERVER,
        new dev.fuota.protocol.msu.Notification(
            plain.kind(),
            1,
            plain.geometry(),
            plain.group(),
            Optional.empty(),
            ID,
            plain.fileCrc(),
            OptionalInt.empty(),
            announced,
            "fw.bin",
            Optional.empty()));
    int expected = Math.max(10, announced) * 1000;
    bench.runUntil(expected - 1);
    assertThat(bench.substate()).contains(MsuSubstate.JOIN);
    bench.runUntil(expected);
    assertThat(bench.substate()).contains(MsuSubstate.STALL);
  }

  @Test
  @DisplayName("The group number outlives a restart (MSU-025, MSU-142)")
  void theGroupIsPersistent() {
    MsuBench bench = new MsuBench(MsuClientConfig.open(), 0).started();
    bench.from(SERVER, new dev.fuota.protocol.msu.SetGroup(9, 0, MsuBench.CLIENT));
    bench.die(true);
    bench.client.start();
    bench.from(SERVER, dev.fuota.protocol.msu.WhoIs.everybody());
    bench.runUntil(100);
    dev.fuota.protocol.msu.IAm iAm = bench.messages(dev.fuota.protocol.msu.IAm.class).get(0);
    assertThat(iAm.groupId()).isEqualTo(9);
    bench.from(SERVER, new dev.fuota.protocol.msu.ResetGroup(0, MsuBench.CLIENT));
    assertThat(bench.messages().get(2))
        .isEqualTo(new dev.fuota.protocol.msu.GroupAck(0, false, MsuBench.CLIENT));
  }

  @Test
  @DisplayName("A file that is put to use only at the end of the cycle (M-29)")
  void activationAtTheEnd() {
    MsuBench bench = new MsuBench(MsuClientConfig.open().withActivationAtEnd(), 0).started();
    bench.from(SERVER, Cycle.connect(ID));
    bench.from(SERVER, Cycle.announce(ID));
    send(bench, 1);
    send(bench, 2);
    send(bench, 3);
    bench.runUntil(1000);
    assertThat(bench.activity).isEmpty();
    bench.from(SERVER, Cycle.disconnect(ID));
    assertThat(bench.activity).isEqualTo(List.of("activate fw.bin"));
  }
}
