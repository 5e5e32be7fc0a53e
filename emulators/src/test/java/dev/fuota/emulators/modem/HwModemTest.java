package dev.fuota.emulators.modem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.sim.Simulation;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HwModemTest {
  private static final HexFormat HEX = HexFormat.of();

  private final Simulation simulation = new Simulation(3);
  private final Silent radio = new Silent(simulation);
  private final HwModem modem = new HwModem(radio, simulation, simulation, simulation.newRandom());
  private final ByteArrayOutputStream answered = new ByteArrayOutputStream();

  HwModemTest() {
    modem.attach(octets -> answered.write(octets, 0, octets.length));
    simulation.run(Duration.ofSeconds(1));
  }

  /** What a host does for a command; the frame has its CRC already. */
  private String exchange(String frame) {
    answered.reset();
    modem.lines().command(true);
    simulation.run(Duration.ofMillis(5));
    byte[] octets = HEX.parseHex(frame);
    modem.onOctets(octets, octets.length);
    modem.lines().command(false);
    simulation.run(Duration.ofMillis(5));
    return HEX.formatHex(answered.toByteArray());
  }

  private String command(String codeAndData) {
    byte[] octets = HEX.parseHex(codeAndData);
    String frame =
        String.format("%02x%02x", octets[0], octets.length - 1) + codeAndData.substring(2);
    int crc = 0;
    for (byte octet : HEX.parseHex(frame)) {
      crc ^= octet;
    }
    return exchange(frame + String.format("%02x", crc & 0xff));
  }

  private void giveIdentity() {
    command("0101");
    command("0970b3d57ed0000002");
    command("0b70b3d57ed0000001");
    command("0c2b7e151628aed2a6abf7158809cf4f3c");
  }

  @Test
  void tellsOfItsStartAndThenOfNothing() {
    assertThat(modem.lines().eventPending()).isTrue();
    assertThat(exchange("050005")).isEqualTo("000400000001" + "05"); // RESET, none missed, the 1st
    assertThat(modem.lines().eventPending()).isFalse();
    assertThat(exchange("050005")).isEqualTo("120012");
  }

  @Test
  void isBusyUntilTheHostHoldsCommand() {
    assertThat(modem.lines().busy()).isTrue();
    modem.lines().command(true);
    assertThat(modem.lines().busy()).isTrue();
    simulation.run(Duration.ofMillis(3));
    assertThat(modem.lines().busy()).isFalse();
    modem.lines().command(false);
    assertThat(modem.lines().busy()).isTrue();
  }

  @Test
  void doesNotHearAHostThatSpeaksWhileItIsBusy() {
    modem.onOctets(new byte[] {0x05, 0x00, 0x05}, 3);
    simulation.run(Duration.ofMillis(50));

    assertThat(answered.size()).isZero();
    assertThat(modem.violations()).containsExactly("3 octets while BUSY is high");
  }

  @Test
  void refusesFramesWithFlaws() {
    assertThat(exchange("050004")).isEqualTo("080008"); // CRC
    assertThat(exchange("0502")).isEqualTo("0f000f"); // too short
    assertThat(exchange("05000500")).isEqualTo("0f000f"); // too long
    assertThat(exchange("ff00ff")).isEqualTo("010001"); // no such command
    assertThat(command("2d00")).isEqualTo("0a000a"); // a group without keys
    assertThat(modem.violations()).hasSize(3);
  }

  @Test
  void joinsOnlyWithAllOfItsIdentity() {
    assertThat(command("03")).isEqualTo("030003");
    giveIdentity();
    assertThat(command("03")).isEqualTo("000000");
    simulation.run(Duration.ofSeconds(25));
    exchange("050005");

    assertThat(radio.sent).isPositive();
    assertThat(exchange("050005")).isEqualTo("00020a0008"); // JOINFAIL
    assertThat(command("58")).isEqualTo("00014041"); // joining
  }

  @Test
  void sendsNothingBeforeItHasJoined() {
    giveIdentity();
    assertThat(command("04c80001")).isEqualTo("060006");
    assertThat(command("2a01")).isEqualTo("060006");
    assertThat(command("3b02")).isEqualTo("060006");
    assertThat(command("3c")).isEqualTo("100010"); // no time
    assertThat(command("04e10001")).isEqualTo("040004"); // FPort 225
  }

  @Test
  void forgetsEverythingWithAReset() {
    giveIdentity();
    command("2d01" + "01020304" + "00".repeat(16) + "11".repeat(16));
    assertThat(command("2e01")).isEqualTo("00040102030400");
    assertThat(command("00")).isEqualTo("000000");
    simulation.run(Duration.ofSeconds(1));

    assertThat(command("2e01")).isEqualTo("040004");
    assertThat(command("03")).isEqualTo("030003");
    assertThat(exchange("050005")).isEqualTo("000400000002" + "06"); // the second RESET
  }

  @Test
  void canBeInjured() {
    modem.injure(HwModem.Injury.BAD_CRC);
    assertThat(command("58")).isEqualTo("00010054");
    modem.injure(HwModem.Injury.NO_ANSWER);
    assertThat(command("58")).isEmpty();
    modem.injure(HwModem.Injury.BUSY);
    assertThat(command("58")).isEqualTo("050005");
    assertThat(command("58")).isEqualTo("00010001");
    modem.injure(HwModem.Injury.STUCK);
    assertThat(command("58")).isEmpty();
    modem.reset();
    simulation.run(Duration.ofSeconds(1));
    assertThat(command("58")).isEqualTo("00010001");
  }

  /** A radio in a room where nobody answers. */
  private static final class Silent implements Radio {
    private final Simulation simulation;
    private Listener listener = new Nobody();
    private int sent;

    Silent(Simulation simulation) {
      this.simulation = simulation;
    }

    @Override
    public void listen(Listener other) {
      listener = other;
    }

    @Override
    public void transmit(LoraChannel channel, int eirpDbm, byte[] phyPayload) {
      sent++;
      simulation.after(Duration.ofSeconds(1), () -> listener.onTransmitted(Duration.ZERO));
    }

    @Override
    public void receive(LoraChannel channel, Duration window) {
      simulation.after(window, () -> listener.onReceiveTimeout());
    }

    @Override
    public void receiveBeacon(LoraChannel channel, int length, Duration window) {
      simulation.after(window, () -> listener.onReceiveTimeout());
    }

    @Override
    public void receiveContinuously(LoraChannel channel) {}

    @Override
    public void sleep() {}
  }

  private static final class Nobody implements Radio.Listener {
    @Override
    public void onTransmitted(Duration ago) {}

    @Override
    public void onReceived(byte[] phyPayload, dev.fuota.hal.radio.Quality quality) {}

    @Override
    public void onReceiveTimeout() {}
  }
}
