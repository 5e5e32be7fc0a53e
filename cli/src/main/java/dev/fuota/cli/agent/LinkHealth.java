package dev.fuota.cli.agent;

import dev.fuota.device.msu.MsuHealth;
import dev.fuota.drivers.modem.ModemHealth;
import dev.fuota.drivers.radio.RadioHealth;
import dev.fuota.drivers.radio.WindowStatistics;
import dev.fuota.hal.link.LinkCapabilities;
import java.time.Duration;

/** How the link of a device is. Belongs to the thread of its loop. */
final class LinkHealth implements RadioHealth, ModemHealth, MsuHealth {
  /** From half of the clock error on for which the MAC opens its windows early. */
  private static final Duration LATE = Duration.ofMillis(10);

  private final AgentLog log;
  private final Runnable firstAnswer;
  private final WindowStatistics windows = new WindowStatistics();
  private String identity = "";
  private String trouble = "";
  private boolean answered;

  /**
   * Nothing is known yet.
   *
   * @param firstAnswer is run once, when the link has answered for the first time
   */
  LinkHealth(AgentLog log, Runnable firstAnswer) {
    this.log = log;
    this.firstAnswer = firstAnswer;
  }

  @Override
  public void onReady(String chip) {
    identity = chip;
    trouble = "";
    log.info("link", chip + " is ready");
    if (!answered) {
      answered = true;
      firstAnswer.run();
    }
  }

  @Override
  public void onReady(String modem, LinkCapabilities capabilities) {
    onReady(modem);
    capabilities.limitations().forEach(sentence -> log.info("limitation", sentence));
  }

  @Override
  public void onTrouble(String sentence) {
    trouble = sentence;
    log.warn("link", sentence);
  }

  @Override
  public void onWindow(Duration late) {
    windows.add(late);
    if (late.compareTo(LATE) > 0) {
      log.warn(
          "window",
          "opened "
              + late.toMillis()
              + " ms late: the machine is busy; say realtime: true, and allow it (docs/agent.md)");
    }
  }

  String identity() {
    return identity;
  }

  /** What is wrong with it now; empty if nothing is. */
  String trouble() {
    return trouble;
  }

  WindowStatistics windows() {
    return windows;
  }
}
