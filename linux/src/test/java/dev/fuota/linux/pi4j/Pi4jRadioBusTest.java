package dev.fuota.linux.pi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.io.gpio.digital.DigitalState;
import dev.fuota.drivers.board.Board;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.radio.BusFault;
import dev.fuota.hal.radio.RadioBus;
import dev.fuota.hal.radio.RadioBus.Antenna;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Pi4jRadioBusTest {
  private static final Board MESHADV = Board.named("meshadv").orElseThrow();
  private static final Board RAK = Board.named("rak6421-slot2").orElseThrow();

  private final AtomicLong clock = new AtomicLong();
  private final EventLoop loop = new EventLoop(() -> clock.addAndGet(1_000), Instant.EPOCH);
  private final FakeHeader header = new FakeHeader();
  private final List<RadioBus> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(RadioBus::close);
    loop.close();
  }

  private RadioBus open(Board board) {
    RadioBus bus = Pi4jRadioBus.open(board, loop, header.providers());
    opened.add(bus);
    return bus;
  }

  private List<String> during(Runnable work) {
    header.log.clear();
    work.run();
    return List.copyOf(header.log);
  }

  @Test
  void drivesTheChipSelectAroundATransfer() {
    RadioBus bus = open(MESHADV);
    byte[] octets = {(byte) 0xC0, 0x00, 0x55};
    assertThat(during(() -> bus.transfer(octets, 2)))
        .containsExactly("GPIO21 LOW", "transfer 2", "GPIO21 HIGH");
    assertThat(octets).containsExactly(0x3F, 0xFF, 0x55);
  }

  @Test
  void leavesAChipSelectOfTheControllerToIt() {
    RadioBus bus = open(RAK);
    assertThat(header.log).contains("spi 0.1");
    assertThat(during(() -> bus.transfer(new byte[1], 1))).containsExactly("transfer 1");
  }

  @Test
  void leavesAChipSelectToTheDeviceTreeIfItHasThePin() {
    header.refused.add(21);
    RadioBus bus = open(MESHADV);
    assertThat(during(() -> bus.transfer(new byte[1], 1))).containsExactly("transfer 1");
  }

  @Test
  void onlyANumberBelowZeroIsAFailureAndTheChipIsLetGo() {
    RadioBus bus = open(MESHADV);
    header.broken = true;
    header.log.clear();
    assertThatThrownBy(() -> bus.transfer(new byte[1], 1))
        .isInstanceOf(BusFault.class)
        .hasMessageContaining("dmesg");
    assertThat(header.log).endsWith("GPIO21 HIGH");
  }

  @Test
  void suppliesWhatTheBoardNeedsAndHoldsNoChipInReset() {
    open(RAK);
    assertThat(header.log).contains("GPIO26 HIGH", "GPIO23 HIGH", "GPIO24 HIGH");
  }

  @Test
  void resetIsActiveLow() {
    RadioBus bus = open(MESHADV);
    assertThat(during(() -> bus.reset(true))).containsExactly("GPIO18 LOW");
    assertThat(during(() -> bus.reset(false))).containsExactly("GPIO18 HIGH");
  }

  @Test
  void neverSetsBothSidesOfTheAntennaSwitch() {
    RadioBus bus = open(MESHADV);
    assertThat(during(() -> bus.antenna(Antenna.RECEIVE)))
        .containsExactly("GPIO13 LOW", "GPIO12 HIGH");
    assertThat(during(() -> bus.antenna(Antenna.TRANSMIT)))
        .containsExactly("GPIO12 LOW", "GPIO13 HIGH");
    assertThat(during(() -> bus.antenna(Antenna.OFF))).containsExactly("GPIO12 LOW", "GPIO13 LOW");
  }

  @Test
  void waitsForBusyAndNoLongerThanSaid() {
    RadioBus bus = open(MESHADV);
    assertThat(bus.awaitReady(Duration.ofMillis(1))).isTrue();
    header.inputs.put(20, DigitalState.HIGH);
    long begun = clock.get();
    assertThat(bus.awaitReady(Duration.ofMillis(1))).isFalse();
    assertThat(clock.get() - begun).isBetween(1_000_000L, 1_100_000L);
  }

  @Test
  void aChipWithoutBusyIsReady() {
    assertThat(open(Board.named("elecrow-rfm95").orElseThrow()).awaitReady(Duration.ZERO)).isTrue();
  }

  @Test
  void tellsRisingEdgesOnTheLoopAndHowLongAgoTheyWere() {
    RadioBus bus = open(MESHADV);
    List<Duration> edges = new ArrayList<>();
    bus.onInterrupt(edges::add);
    assertThat(header.debounceMicros(16)).isZero();
    header.edge(16, DigitalState.HIGH);
    header.edge(16, DigitalState.LOW);
    assertThat(bus.interruptPending()).isFalse();
    clock.addAndGet(5_000_000);
    assertThat(edges).isEmpty();
    loop.post(loop::stop);
    loop.run();
    assertThat(edges).singleElement().satisfies(ago -> assertThat(ago).isGreaterThan(five()));
    header.edge(16, DigitalState.HIGH);
    assertThat(bus.interruptPending()).isTrue();
  }

  private static Duration five() {
    return Duration.ofMillis(5);
  }

  @Test
  void namesAPinThatIsTakenAndGivesTheOthersBack() {
    header.refused.add(16);
    assertThatThrownBy(() -> open(MESHADV))
        .isInstanceOf(BusFault.class)
        .hasMessageContaining("GPIO16")
        .hasMessageContaining("gpioinfo");
    header.refused.clear();
    assertThat(open(MESHADV).awaitReady(Duration.ZERO)).isTrue();
  }

  @Test
  void thisMachineHasNoSpiAndSaysWhatToDo() {
    assertThatThrownBy(() -> Pi4jRadioBus.open(MESHADV, loop))
        .isInstanceOf(BusFault.class)
        .hasMessageContaining("dtparam=spi=on");
  }
}
