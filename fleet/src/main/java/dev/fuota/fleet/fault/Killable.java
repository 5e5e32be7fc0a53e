package dev.fuota.fleet.fault;

/** A server that can be killed, and started again from what it had stored. */
public interface Killable {
  /** It ends now, with all that it has not stored; without effect on one that does not run. */
  void kill();

  /** It begins again; without effect on one that runs. */
  void restart();
}
