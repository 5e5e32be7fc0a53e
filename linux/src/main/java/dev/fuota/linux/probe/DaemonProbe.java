package dev.fuota.linux.probe;

import dev.fuota.linux.probe.Section.Mode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** What the agent as a service needs. */
final class DaemonProbe {
  private final Machine machine;

  DaemonProbe(Machine machine) {
    this.machine = machine;
  }

  Section look() {
    List<Finding> found = new ArrayList<>();
    found.add(
        Files.isDirectory(machine.at("/run/systemd/system"))
            ? Finding.ok("systemd", "runs this machine")
            : Finding.missing(
                "systemd",
                "does not run this machine: nothing starts the agent, or ends it if it hangs",
                "start 'fuota agent' by what runs services here"));
    found.add(
        Files.exists(machine.at("/etc/fuota/agent.yaml"))
            ? Finding.ok("settings", "/etc/fuota/agent.yaml is there")
            : Finding.missing(
                "settings",
                "there is no /etc/fuota/agent.yaml",
                "fuota agent --print-config | sudo tee /etc/fuota/agent.yaml"));
    found.add(
        Files.isDirectory(machine.at("/var/lib/fuota"))
            ? Finding.ok("state", "/var/lib/fuota is there")
            : Finding.warning(
                "state", "there is no /var/lib/fuota; the service makes it when it starts", ""));
    return new Section(Mode.DAEMON, found);
  }
}
