package dev.fuota.drivers.modem;

/** Tells how the modem is, each thing once until another one is told. */
final class Report {
  private final ModemHealth health;
  private String last = "";

  Report(ModemHealth health) {
    this.health = health;
  }

  void ready(ModemIdentity identity) {
    last = "";
    health.onReady(identity.text(), identity.capabilities());
  }

  void trouble(String sentence) {
    if (!sentence.isEmpty() && !sentence.equals(last)) {
      last = sentence;
      health.onTrouble(sentence);
    }
  }
}
