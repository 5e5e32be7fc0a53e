package dev.fuota.linux.probe;

import dev.fuota.linux.libc.Mounts;
import dev.fuota.linux.probe.Section.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What all need. */
final class MachineProbe {
  private static final int OLDEST_JAVA = 17;

  private final Machine machine;

  MachineProbe(Machine machine) {
    this.machine = machine;
  }

  Section look() {
    List<Finding> found = new ArrayList<>();
    found.add(board());
    found.add(java());
    found.add(library("JNA", machine.living().jnaProblem()));
    found.add(library("jSerialComm", machine.living().serialProblem()));
    found.add(temporary());
    found.add(clock());
    return new Section(Mode.MACHINE, found);
  }

  private Finding board() {
    Optional<String> model = model(machine);
    return Finding.ok("board", model.orElse("no single-board computer (no device tree)"));
  }

  /** As the device tree calls it: Raspberry Pi 4 Model B Rev 1.4. */
  static Optional<String> model(Machine machine) {
    return Text.line(machine.at("/proc/device-tree/model"));
  }

  private Finding java() {
    int version = machine.living().java();
    return version >= OLDEST_JAVA
        ? Finding.ok("Java", "version " + version)
        : Finding.missing(
            "Java",
            "version " + version + " is too old",
            "sudo apt install openjdk-17-jre-headless");
  }

  private Finding library(String name, Optional<String> problem) {
    return problem.isEmpty()
        ? Finding.ok(name, "its native library loads")
        : Finding.missing(
            name,
            "its native library does not load: " + problem.get(),
            "set -Djava.io.tmpdir to a folder on a file system that is not mounted noexec");
  }

  private Finding temporary() {
    boolean forbidden =
        Mounts.read(machine.at("/proc/self/mounts")).forbidExecution(machine.living().temporary());
    String folder = machine.living().temporary().toString();
    return forbidden
        ? Finding.warning(
            "temporary folder",
            folder + " is mounted noexec: native libraries are unpacked to the home folder",
            "set -Djava.io.tmpdir, or sudo mount -o remount,exec " + folder)
        : Finding.ok("temporary folder", folder + " may hold native libraries");
  }

  private Finding clock() {
    return machine.living().isClockSynchronised()
        ? Finding.ok("clock", "kept right by the network")
        : Finding.warning(
            "clock",
            "nothing keeps it right: sessions at a time of day need the network's time",
            "sudo timedatectl set-ntp true");
  }
}
