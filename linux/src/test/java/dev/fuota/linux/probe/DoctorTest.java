package dev.fuota.linux.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.drivers.board.Board;
import dev.fuota.hal.net.Interfaces;
import dev.fuota.linux.probe.Finding.State;
import dev.fuota.linux.probe.Section.Mode;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @TempDir Path root;

  private static Section look(FakeMachine machine, Mode mode) {
    return look(machine, mode, null);
  }

  private static Section look(FakeMachine machine, Mode mode, @Nullable String board) {
    Board named = board == null ? null : Board.named(board).orElseThrow();
    return new Doctor(machine.machine())
        .look(named).stream().filter(section -> section.mode() == mode).findFirst().orElseThrow();
  }

  private static List<Finding> not(Section section, State state) {
    return section.findings().stream().filter(each -> each.state() != state).toList();
  }

  private static Finding only(Section section, State state) {
    List<Finding> all = section.findings().stream().filter(each -> each.state() == state).toList();
    assertThat(all).as("%s", section).hasSize(1);
    return all.get(0);
  }

  @Test
  void aRaspberryPi4ThatIsSetUpLacksNothing() {
    List<Section> all = new Doctor(FakeMachine.raspberryPi4(root).machine()).look(null);
    assertThat(all).extracting(Section::mode).containsExactly(Mode.values());
    assertThat(all).allMatch(Section::isReady);
    assertThat(all).allSatisfy(each -> assertThat(not(each, State.OK)).isEmpty());
    assertThat(all.get(0).findings().get(0).text()).isEqualTo("Raspberry Pi 4 Model B Rev 1.4");
    assertThat(all.get(1).findings())
        .extracting(Finding::text)
        .contains(
            "/dev/spidev0.0 may be used",
            "/dev/gpiochip0 is pinctrl-bcm2711, the header's pins",
            "/dev/gpiochip1 is raspberrypi-exp-gpio");
    assertThat(all.get(2).findings())
        .extracting(Finding::text)
        .containsExactly(
            "/dev/ttyUSB0 (use /dev/serial/by-id/usb-1a86_USB_Serial-if00-port0) may be used");
    assertThat(all.get(3).findings())
        .extracting(Finding::text)
        .containsExactly("eth0 (192.168.1.23) carries multicast");
  }

  @Test
  void findsTheHeaderOfARaspberryPi5() {
    FakeMachine pi = FakeMachine.raspberryPi5(root);
    assertThat(look(pi, Mode.SPI).findings())
        .extracting(Finding::text)
        .contains("/dev/gpiochip4 is pinctrl-rp1, the header's pins")
        .contains("/dev/gpiochip0 is gpio-brcmstb@107d508500");
    pi.users.put(22, "lora");
    assertThat(only(look(pi, Mode.SPI, "rak6421-slot1"), State.MISSING).text())
        .isEqualTo("interrupt is GPIO22, which 'lora' has");
  }

  @Test
  void saysHowToTurnSpiOn() {
    FakeMachine pi = FakeMachine.raspberryPi4(root);
    pi.remove("/dev/spidev0.0");
    pi.remove("/dev/spidev0.1");
    pi.file("/boot/firmware/config.txt", "#dtparam=spi=on\n");
    Finding off = only(look(pi, Mode.SPI), State.MISSING);
    assertThat(off.text()).contains("off");
    assertThat(off.whatToType()).contains("raspi-config nonint do_spi 0", "reboot");
  }

  @Test
  void saysThatSpiIsOnOnlyAfterTheNextStart() {
    FakeMachine pi = FakeMachine.raspberryPi4(root);
    pi.remove("/dev/spidev0.0");
    pi.remove("/dev/spidev0.1");
    Finding off = only(look(pi, Mode.SPI), State.MISSING);
    assertThat(off.whatToType()).isEqualTo("sudo reboot");
  }

  @Test
  void saysWhichGroupIsNeeded() {
    FakeMachine pi = FakeMachine.raspberryPi4(root);
    pi.locked.addAll(List.of("spidev0.0", "spidev0.1", "gpiochip0", "ttyUSB0"));
    Section spi = look(pi, Mode.SPI);
    assertThat(spi.isReady()).isFalse();
    assertThat(not(spi, State.OK))
        .extracting(Finding::whatToType)
        .contains(
            "sudo usermod -aG spi $USER, then log in anew",
            // It is in that group already: that is not it.
            "see its group with 'ls -l', and change it with a udev rule");
    Finding port = only(look(pi, Mode.SERIAL), State.MISSING);
    assertThat(port.text()).contains("no permission");
    assertThat(port.whatToType()).contains("ls -l");
    pi.file("/proc/self/status", "Uid:\t1000\t1000\nGid:\t1000\nGroups:\t1000\n");
    assertThat(only(look(pi, Mode.SERIAL), State.MISSING).whatToType())
        .isEqualTo("sudo usermod -aG dialout $USER, then log in anew");
  }

  @Test
  void aBoardNeedsItsOwnBusAndItsPins() {
    FakeMachine pi = FakeMachine.raspberryPi4(root);
    Section free = look(pi, Mode.SPI, "waveshare-sx1262");
    assertThat(not(free, State.OK)).isEmpty();
    assertThat(free.findings())
        .extracting(Finding::text)
        .contains(
            "chip select is GPIO21, which is free",
            "interrupt is GPIO16, which is free",
            "BUSY is GPIO20, which is free",
            "RESET is GPIO18, which is free",
            "supply 6 is GPIO6, which is free");
    pi.users.put(21, "spi0 CS0");
    assertThat(not(look(pi, Mode.SPI, "waveshare-sx1262"), State.OK)).isEmpty();
    pi.users.put(21, "another");
    assertThat(only(look(pi, Mode.SPI, "waveshare-sx1262"), State.MISSING).text())
        .contains("chip select", "'another'");
    pi.remove("/dev/spidev0.1");
    assertThat(only(look(pi, Mode.SPI, "rak6421-slot2"), State.MISSING).text())
        .contains("/dev/spidev0.1");
  }

  @Test
  void aPlainPcHasNeitherSpiNorPinsNorPorts() {
    FakeMachine pc = new FakeMachine(root);
    for (int i = 0; i < 4; i++) {
      pc.port("ttyS" + i, "");
      pc.file("/sys/class/tty/ttyS" + i + "/type", "0\n");
    }
    assertThat(look(pc, Mode.MACHINE).findings().get(0).text())
        .contains("no single-board computer");
    Section spi = look(pc, Mode.SPI);
    assertThat(spi.isReady()).isFalse();
    assertThat(spi.findings())
        .filteredOn(each -> each.state() == State.MISSING)
        .allSatisfy(each -> assertThat(each.whatToType()).contains("Raspberry Pi"))
        .hasSize(2);
    assertThat(only(look(pc, Mode.SERIAL), State.MISSING).text()).contains("no serial port");
    assertThat(only(look(pc, Mode.MSU), State.MISSING).text()).contains("multicast");
    assertThat(look(pc, Mode.DAEMON).isReady()).isFalse();
    pc.file("/sys/class/tty/ttyS0/type", "4\n");
    assertThat(look(pc, Mode.SERIAL).isReady()).isTrue();
  }

  @Test
  void warnsOfWhatDisturbsAModem() {
    FakeMachine pi = FakeMachine.raspberryPi4(root);
    pi.file("/proc/cmdline", "console=serial0,115200 console=tty1 root=/dev/mmcblk0p2\n");
    pi.file("/usr/sbin/ModemManager", "");
    assertThat(not(look(pi, Mode.SERIAL), State.OK))
        .extracting(Finding::topic)
        .containsExactly("console", "ModemManager");
    assertThat(new Doctor(pi.machine()).ports()).containsExactly("ttyUSB0");
    pi.file("/proc/cmdline", "console=ttyUSB0,115200\n");
    // Whoever reads the console is not to be asked whether he is a modem.
    assertThat(new Doctor(pi.machine()).ports()).isEmpty();
  }

  @Test
  void warnsOfWhatMakesAMachineLate() {
    FakeMachine pi = FakeMachine.raspberryPi4(root);
    pi.file("/proc/self/limits", FakeMachine.NARROW);
    assertThat(not(look(pi, Mode.SPI), State.OK))
        .extracting(Finding::topic)
        .containsExactly("real time", "locked memory");
    assertThat(look(pi, Mode.SPI).isReady()).isTrue();
    // CAP_SYS_NICE alone, then CAP_IPC_LOCK too
    pi.file("/proc/self/status", "Uid:\t0\t0\nCapEff:\t0000000000800000\n");
    assertThat(not(look(pi, Mode.SPI), State.OK))
        .extracting(Finding::topic)
        .containsExactly("locked memory");
    pi.file("/proc/self/status", "Uid:\t0\t0\nCapEff:\t0000000000804000\n");
    assertThat(not(look(pi, Mode.SPI), State.OK)).isEmpty();
  }

  @Test
  void looksAtJavaLibrariesAndClock() {
    FakeMachine pi = FakeMachine.raspberryPi4(root);
    pi.clock = false;
    pi.java = 11;
    pi.jnaProblem = "failed to map segment from shared object";
    pi.file("/proc/self/mounts", "tmpfs /tmp tmpfs rw,noexec 0 0\n");
    Section found = look(pi, Mode.MACHINE);
    assertThat(not(found, State.OK))
        .extracting(Finding::topic)
        .containsExactly("Java", "JNA", "temporary folder", "clock");
    assertThat(found.isReady()).isFalse();
  }

  @Test
  void anInterfaceThatIsDownIsShownButIsNotEnough() {
    FakeMachine pi = FakeMachine.raspberryPi4(root);
    pi.interfaces.clear();
    pi.interfaces.add(new Interfaces.State("lo", true, false, 0x7F000001, 8, 0));
    pi.interfaces.add(new Interfaces.State("eth0", false, true, 0, 0, 0xDCA632000001L));
    Section found = look(pi, Mode.MSU);
    assertThat(found.isReady()).isFalse();
    assertThat(found.findings()).extracting(Finding::topic).hasSize(2);
    assertThat(found.findings().get(0).text()).contains("eth0", "down");
  }

  @Test
  void filesThatMakeNoSenseStopNothing() {
    FakeMachine odd = new FakeMachine(root);
    odd.file("/proc/self/status", "Uid:\t-1\tx\nGroups:\t99999999999999\n");
    odd.file("/etc/group", "spi\n:::\nspi:x:nine:\n");
    odd.file("/proc/self/limits", "Max locked memory  9999999999999999999999 1 x\n");
    odd.file("/proc/device-tree/model", "\0\0\u00ff");
    odd.file("/proc/cmdline", "");
    assertThat(new Doctor(odd.machine()).look(null)).hasSize(Mode.values().length);
  }

  @Test
  void looksAtThisMachineWithoutATrace() {
    assertThat(new Doctor(Machine.here()).look(Board.KNOWN.get(0))).hasSize(5);
  }
}
