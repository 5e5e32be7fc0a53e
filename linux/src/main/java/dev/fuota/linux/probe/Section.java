package dev.fuota.linux.probe;

import dev.fuota.linux.probe.Finding.State;
import java.util.List;

/** What was found for one way to use the machine. */
public record Section(Mode mode, List<Finding> findings) {

  /** Ways to use it. */
  public enum Mode {
    /** What all need. */
    MACHINE,
    /** A transceiver chip on SPI. */
    SPI,
    /** A modem on a serial port. */
    SERIAL,
    /** Mass Software Upgrade on a network interface. */
    MSU,
    /** The agent as a service. */
    DAEMON
  }

  public Section {
    findings = List.copyOf(findings);
  }

  /** Whether nothing is missing. */
  public boolean isReady() {
    return findings.stream().noneMatch(finding -> finding.state() == State.MISSING);
  }
}
