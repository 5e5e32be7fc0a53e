package dev.fuota.linux.probe;

import dev.fuota.hal.net.Interfaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A folder that looks like a machine. */
final class FakeMachine implements Machine.Living {
  /** As of an ordinary user. */
  static final String NARROW =
      """
      Limit                     Soft Limit           Hard Limit           Units
      Max locked memory         8388608              8388608              bytes
      Max realtime priority     0                    0                    \s
      """;

  private static final String WIDE =
      """
      Max locked memory         unlimited            unlimited            bytes
      Max realtime priority     50                   50                   \s
      """;

  final Set<String> locked = new HashSet<>();
  final Map<String, String> labels = new HashMap<>();
  final Map<Integer, String> users = new HashMap<>();
  final List<Interfaces.State> interfaces = new ArrayList<>();
  boolean clock = true;
  int java = 17;
  String jnaProblem = "";
  private final Path root;

  FakeMachine(Path root) {
    this.root = root;
    file(
        "/proc/self/status",
        "Name:\tjava\nUid:\t1000\t1000\t1000\t1000\nGid:\t1000\t1000\nGroups:\t20 997 1000 \n");
    file("/etc/group", "root:x:0:\ndialout:x:20:pi\nspi:x:999:pi\ngpio:x:997:pi\n");
    file("/proc/self/limits", NARROW);
    file("/proc/self/mounts", "/dev/root / ext4 rw 0 0\n");
  }

  /** A Pi 4 with SPI on, a USB modem, and everything allowed. */
  static FakeMachine raspberryPi4(Path root) {
    FakeMachine pi = new FakeMachine(root);
    pi.file("/proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.4\0");
    pi.file("/boot/firmware/config.txt", "arm_64bit=1\ndtparam=spi=on\n");
    pi.file("/dev/spidev0.0", "");
    pi.file("/dev/spidev0.1", "");
    pi.chip("gpiochip0", "pinctrl-bcm2711");
    pi.chip("gpiochip1", "raspberrypi-exp-gpio");
    pi.port("ttyUSB0", "usb-1a86_USB_Serial-if00-port0");
    pi.file("/proc/cmdline", "coherent_pool=1M root=/dev/mmcblk0p2\n");
    pi.folder("/run/systemd/system");
    pi.file("/etc/fuota/agent.yaml", "");
    pi.folder("/var/lib/fuota");
    pi.file("/proc/self/limits", WIDE);
    pi.interfaces.add(new Interfaces.State("eth0", true, true, 0xC0A80117, 24, 0xDCA632000001L));
    return pi;
  }

  /** A Pi 5, whose header is the fourth chip of older kernels. */
  static FakeMachine raspberryPi5(Path root) {
    FakeMachine pi = raspberryPi4(root);
    pi.file("/proc/device-tree/model", "Raspberry Pi 5 Model B Rev 1.0\0");
    pi.chip("gpiochip0", "gpio-brcmstb@107d508500");
    pi.chip("gpiochip4", "pinctrl-rp1");
    return pi;
  }

  Machine machine() {
    return new Machine(root, this);
  }

  void chip(String name, String label) {
    file("/dev/" + name, "");
    labels.put(name, label);
  }

  void port(String name, String id) {
    file("/dev/" + name, "");
    folder("/sys/class/tty/" + name + "/device");
    if (!id.isEmpty()) {
      folder("/dev/serial/by-id");
      try {
        Files.createSymbolicLink(at("/dev/serial/by-id/" + id), Path.of("../../" + name));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  void file(String path, String text) {
    try {
      Files.createDirectories(at(path).getParent());
      Files.writeString(at(path), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void folder(String path) {
    try {
      Files.createDirectories(at(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void remove(String path) {
    try {
      Files.delete(at(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path at(String path) {
    return root.resolve(path.substring(1));
  }

  @Override
  public boolean mayUse(Path device) {
    return !locked.contains(device.getFileName().toString());
  }

  @Override
  public boolean isClockSynchronised() {
    return clock;
  }

  @Override
  public Optional<String> gpioLabel(Path chip) {
    return mayUse(chip)
        ? Optional.ofNullable(labels.get(chip.getFileName().toString()))
        : Optional.empty();
  }

  @Override
  public Optional<String> gpioUser(Path chip, int line) {
    return Optional.ofNullable(users.get(line));
  }

  @Override
  public List<Interfaces.State> interfaces() {
    return interfaces;
  }

  @Override
  public int java() {
    return java;
  }

  @Override
  public Optional<String> jnaProblem() {
    return jnaProblem.isEmpty() ? Optional.empty() : Optional.of(jnaProblem);
  }

  @Override
  public Optional<String> serialProblem() {
    return Optional.empty();
  }

  @Override
  public Path temporary() {
    return Path.of("/tmp");
  }
}
