package dev.fuota.cli.agent;

import dev.fuota.boot.BootResult;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The device that a daemon is. On the device's thread. */
interface Resident {
  /** What it is called, for the log. */
  String name();

  void switchOn();

  void switchOff();

  Optional<BootResult> booted();

  /** Whether servers can reach it. */
  boolean isReachable();

  /** One word for how it stands with its network. */
  String activity();

  /** One sentence on how far an update is. */
  String progress();

  /** Who it is. */
  void identify(ObjectNode root);

  /** How far an update is. */
  void describe(ObjectNode root);
}
